import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPracticeStore, type PracticeStore } from '../../electron/practice/server.ts';
import { writeSamplePhotos } from '../../electron/practice/sample-photos.ts';
import { checkElectron } from '../../scripts/electron-check.mjs';
import { layOut } from '../../scripts/package/archive.mjs';
import { startProgram } from '../support/start-program.ts';
import { placesIn, standInDist } from '../../scripts/package/check-package.mjs';

/**
 * A package that `npm run package -- --stand-in` made, used from its own files alone: its archive is laid out outside
 * of the checkout, so that no package of the checkout can be loaded.
 */
const root = join(import.meta.dirname, '../..');
const { program, resources } = placesIn(join(root, standInDist));
const folder = mkdtempSync(join(tmpdir(), 'packshot-packaged-'));
let env: Record<string, string>;
let store: PracticeStore;

beforeAll(async () => {
  const app = layOut(join(resources, 'app.asar'), join(folder, 'package'));
  store = await startPracticeStore({ dataDir: join(folder, 'practice'), quota: 10_000 });
  env = {
    PACKSHOT_STAND_IN_APP: app,
    PACKSHOT_SHELL_PACKAGED: resources,
    PACKSHOT_MAIN: app,
    PACKSHOT_HEADLESS: '1',
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    PACKSHOT_STORE_HASH: store.storeHash,
    PACKSHOT_ACCESS_TOKEN: store.accessToken,
    PACKSHOT_API_ORIGIN: store.origin,
  };
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = (file: string, args: readonly string[]) => startProgram(file, args, env);
const packshot = (...args: string[]) => start(join(resources, 'bin/packshot'), args);

async function imagesOf(sku: string): Promise<unknown[]> {
  const ask = async (path: string) => {
    const answer = await fetch(`${store.origin}/stores/${store.storeHash}/v3/catalog/${path}`, {
      headers: { 'x-auth-token': store.accessToken },
    });
    return ((await answer.json()) as { data: { id: number }[] }).data;
  };
  const [product] = await ask(`products?sku=${encodeURIComponent(sku)}`);
  return ask(`products/${product?.id}/images?limit=250`);
}

describe('the command line of a package', () => {
  test('tells the version, and refuses wrong usage with 2', async () => {
    const about = (await import('../../package.json', { with: { type: 'json' } })).default;
    expect(await packshot('--version')).toMatchObject({ code: 0, out: `${about.version}\n` });
    expect(await packshot('upload', '--no-such-option')).toMatchObject({ code: 2 });
  });

  test('can read pictures by each of its decoders, and labels, and opens its window', async () => {
    const { out } = await packshot('doctor', '--json', '--data', join(folder, 'doctor'));
    const verdicts = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id?: string; verdict?: string })
      .map(({ id, verdict }) => `${id}: ${verdict}`);
    expect(verdicts).toEqual(expect.arrayContaining(['decoders: good', 'labels: good', 'window: good']));
  });

  test('uploads photos to the products that their names tell', async () => {
    const photos = join(folder, 'photos');
    const samples = (await writeSamplePhotos(photos)).filter(
      ({ expected, sku }) => expected === 'arrives' && sku,
    );
    const sku = samples[0]?.sku ?? '';
    const paths = samples.filter((sample) => sample.sku === sku).map(({ file }) => join(photos, file));
    expect(paths.length).toBeGreaterThan(0);
    const before = await imagesOf(sku);
    const { code, out, err } = await packshot(
      'upload',
      ...paths,
      '--match',
      '--data',
      join(folder, 'cli'),
      '--json',
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toEqual({
      event: 'summary',
      done: paths.length,
      failed: 0,
      waiting: 0,
    });
    expect((await imagesOf(sku)).length).toBe(before.length + paths.length);
  });

  test('leaves nothing of Chromium behind', async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('packshot-command-'));
    const before = left();
    await packshot('status', '--data', join(folder, 'status'));
    expect(left()).toEqual(before);
  });
});

describe('the window of a package', () => {
  test('passes its own check', async () => {
    expect(await checkElectron(program, [], { env, timeoutMs: 180_000 })).toEqual({ type: 'passed' });
  });

  test('does the whole demo', async () => {
    const { code, out, err } = await start(process.execPath, ['test/e2e/demo.ts', '--headless']);
    expect({ code, out, err }).toMatchObject({ code: 0 });
  });
});
