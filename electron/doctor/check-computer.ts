import { access, constants, mkdtemp, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { release, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import { sampleLabel, samplePictures } from '../pictures/sample-pictures.ts';
import { reason } from '../../shared/messages/reason.ts';
import type { Finding, SecretBackend } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';
import { good, notice, problem } from './finding.ts';

export type PicturesToCheck = Pick<PicturePool, 'inspect' | 'readClues'>;

/** The version that has all that Packshot uses of Node. */
const minNode = 24;
const megabyte = 1024 * 1024;
/** Free space below which uploads stop soon, and below which the user should make room. */
const minFree = 200 * megabyte;
const fewFree = 2_000 * megabyte;

/** `version`: of Packshot. `versions`: as in `process.versions`. */
export function checkVersions(
  version: string,
  versions: Readonly<Record<string, string | undefined>>,
  platform: string,
): Finding {
  const { electron, node = '0' } = versions;
  const runtime = electron === undefined ? `Node ${node}` : `Electron ${electron}, Node ${node}`;
  const args = { version, runtime, system: `${platform} ${release()}` };
  return Number(node.split('.')[0]) < minNode
    ? problem('versions', reason('check-old-node', { ...args, wanted: minNode }))
    : good('versions', reason('check-versions', args));
}

export function checkKeychain(backend: SecretBackend, whyNotKeychain: Reason | null): Finding {
  return whyNotKeychain === null
    ? good('keychain', reason('check-keychain'))
    : notice('keychain', { ...whyNotKeychain, args: { ...whyNotKeychain.args, backend } });
}

export async function checkDataFolder(path: string, platform: NodeJS.Platform): Promise<Finding> {
  try {
    const { mode } = await stat(path);
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(path);
    const free = bavail * bsize;
    const args = { path, megabytes: Math.floor(free / megabyte) };
    if (free < minFree) return problem('data-folder', reason('check-disk-full', args));
    if (platform !== 'win32' && (mode & 0o077) !== 0) {
      return notice('data-folder', reason('check-folder-open-to-others', { path }));
    }
    return free < fewFree
      ? notice('data-folder', reason('check-disk-nearly-full', args))
      : good('data-folder', reason('check-data-folder', args));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? good('data-folder', reason('check-no-data-folder', { path }))
      : problem('data-folder', reason('data-folder-unwritable', { path }));
  }
}

/** Decodes a sample for each decoder, and reads a label. */
export async function checkPictures(pictures: PicturesToCheck): Promise<Finding[]> {
  let folder: string | null = null;
  try {
    folder = await mkdtemp(join(tmpdir(), 'packshot-check-'));
    return await checkPicturesIn(folder, pictures);
  } catch (error) {
    if (!isOfTheSystem(error)) throw error;
    return [problem('decoders', reason('check-no-temporary-folder', { path: tmpdir() }))];
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}

/** Such as a missing folder, missing rights, or no space. */
function isOfTheSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

async function checkPicturesIn(folder: string, pictures: PicturesToCheck): Promise<Finding[]> {
  const write = async (name: string, base64: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, Buffer.from(base64, 'base64'));
    return path;
  };
  const broken: string[] = [];
  for (const [type, base64] of Object.entries(samplePictures)) {
    const path = await write(`sample.${type}`, base64);
    const read = await pictures.inspect(path, path, { previewTo: `${path}.preview` });
    if (!read.ok) broken.push(type.toUpperCase());
  }
  const label = await write('label.png', sampleLabel.png);
  const inspected = await pictures.inspect(label, label, { previewTo: `${label}.preview` });
  const clues = inspected.ok
    ? await pictures.readClues(label, inspected.value.facts, { codes: true, measures: false })
    : inspected;
  const types = Object.keys(samplePictures).join(', ').toUpperCase();
  return [
    broken.length === 0
      ? good('decoders', reason('check-decoders', { types }))
      : problem('decoders', reason('check-decoders-broken', { types: broken.join(', ') })),
    clues.ok && clues.value.codes?.[0] === sampleLabel.says
      ? good('labels', reason('check-labels'))
      : problem('labels', reason('check-labels-broken')),
  ];
}
