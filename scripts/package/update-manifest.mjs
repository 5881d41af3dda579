// @ts-check
/**
 * What an installed Packshot reads of a release (`electron/updates/release-manifest.ts`):
 *
 * node scripts/package/update-manifest.mjs keys DIR makes a key pair in DIR and prints its public key node
 * scripts/package/update-manifest.mjs list DIST on each system: lists the files of DIST beside them node
 * scripts/package/update-manifest.mjs sign DIR writes stable.json or beta.json from all lists in DIR
 *
 * `sign` takes the private key (PKCS 8, PEM) from PACKSHOT_UPDATE_SIGNING_KEY. Without it nothing is written, and a
 * line says so. docs/UPDATES.md tells what to do with the keys.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../paths.mjs';
import { notesOf } from './release-notes.mjs';
import { updateFeedOf } from './update-feed.mjs';

/**
 * @typedef {{ platform: string, arch: string, format: string, name: string, sha512: string, size: number,
 *   blockMapSize?: number }} ReleaseFile
 * @typedef {{ app: 'packshot', channel: 'stable' | 'beta', version: string, publishedAt: string, notes: string,
 *   files: ReleaseFile[] }} Release
 */

const purpose = 'packshot release 1\n';

/**
 * @param {Release} release
 * @param {readonly (string | import('node:crypto').KeyObject)[]} privateKeys PEM, PKCS 8
 */
export function signedManifest(release, privateKeys) {
  const text = JSON.stringify(release);
  const signatures = privateKeys.map((privateKey) => {
    const key = typeof privateKey === 'string' ? createPrivateKey(privateKey) : privateKey;
    return {
      key: keyIdOf(publicKeyOf(key)),
      signature: sign(null, Buffer.from(purpose + text), key).toString('base64'),
    };
  });
  return JSON.stringify({ release: text, signatures }, null, 2);
}

/**
 * SPKI DER in base64, as PACKSHOT_UPDATE_KEYS has it.
 * @param {import('node:crypto').KeyObject} privateKey
 */
export function publicKeyOf(privateKey) {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
}

/** @param {string} publicKey */
const keyIdOf = (publicKey) =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16);

/** A version before a release, such as 1.2.0-beta.1, is for the channel of betas. @param {string} version */
export const channelOf = (version) => (version.includes('-') ? 'beta' : 'stable');

/** @type {Record<string, string>} */
const formats = { '.exe': 'nsis', '.zip': 'zip', '.AppImage': 'AppImage', '.deb': 'deb', '.rpm': 'rpm' };

/**
 * The files of a folder that an installed copy can be updated to, with the size of an AppImage's block map, which
 * electron-builder wrote into `latest-linux*.yml`.
 * @param {string} dist
 * @param {string} platform
 * @param {string} arch
 * @returns {Promise<ReleaseFile[]>}
 */
export async function filesOf(dist, platform, arch) {
  // Signing, which runs without any package, does not load it.
  const { parse } = await import('yaml');
  const names = readdirSync(dist);
  /** @type {{ url: string, blockMapSize?: number }[]} */
  const described = names
    .filter((name) => /^(?:latest|beta|alpha).*\.yml$/.test(name))
    .flatMap((name) => parse(readFileSync(join(dist, name), 'utf8')).files ?? []);
  return names.flatMap((name) => {
    const format = Object.entries(formats).find(([ending]) => name.endsWith(ending))?.[1];
    if (format === undefined) return [];
    const path = join(dist, name);
    const sha512 = createHash('sha512').update(readFileSync(path)).digest('base64');
    const blockMapSize = described.find(({ url }) => url === name)?.blockMapSize;
    const file = { platform, arch, format, name, sha512, size: statSync(path).size };
    return [blockMapSize === undefined ? file : { ...file, blockMapSize }];
  });
}

const listName = /^packshot-files-.*\.json$/;

/** @param {string} dist */
async function list(dist) {
  const { platform, arch } = process;
  writeFileSync(
    join(dist, `packshot-files-${platform}-${arch}.json`),
    JSON.stringify(await filesOf(dist, platform, arch)),
  );
}

/**
 * @param {string} folder
 * @param {{ now: Date, env: NodeJS.ProcessEnv, version: string, changelog: string }} given
 * @returns {string} what was done
 */
export function signLists(folder, { now, env, version, changelog }) {
  const lists = readdirSync(folder).filter((name) => listName.test(name));
  const files = lists.flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  // They are of use to this script only.
  for (const name of lists) rmSync(join(folder, name));
  const key = env['PACKSHOT_UPDATE_SIGNING_KEY'];
  if (!key)
    return 'NOT SIGNED: PACKSHOT_UPDATE_SIGNING_KEY is not set, so installed copies hear nothing of this release.';
  if (files.length === 0) throw new Error(`No list of files is in ${folder}.`);
  const keys = updateFeedOf(env)?.keys ?? [];
  if (!keys.includes(publicKeyOf(createPrivateKey(key)))) {
    throw new Error(
      'PACKSHOT_UPDATE_SIGNING_KEY is none of PACKSHOT_UPDATE_KEYS: installed copies would refuse it.',
    );
  }
  const channel = channelOf(version);
  const notes = (notesOf(changelog, version) ?? '').slice(0, 20_000);
  /** @type {Release} */
  const release = { app: 'packshot', channel, version, publishedAt: now.toISOString(), notes, files };
  writeFileSync(join(folder, `${channel}.json`), signedManifest(release, [key]));
  return `${channel}.json names ${files.length} files of ${version}.`;
}

/** @param {string} folder */
function makeKeys(folder) {
  const { privateKey } = generateKeyPairSync('ed25519');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'update-signing-key.pem');
  writeFileSync(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
  console.log(
    `${basename(path)} is the private key. The public key, for PACKSHOT_UPDATE_KEYS:\n${publicKeyOf(privateKey)}`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [command = '', folder = ''] = process.argv.slice(2);
  if (command === 'keys' && folder) makeKeys(folder);
  else if (command === 'list' && folder) await list(folder);
  else if (command === 'sign' && folder) {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
    console.log(signLists(folder, { now: new Date(), env: process.env, version, changelog }));
  } else {
    console.error('Usage: update-manifest.mjs keys DIR | list DIST | sign DIR');
    process.exitCode = 2;
  }
}
