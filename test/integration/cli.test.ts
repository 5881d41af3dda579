import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPracticeStore, type PracticeStore } from '../../electron/practice/server.ts';
import { runCommandLine } from './support/command-line.ts';

let folder: string;
let store: PracticeStore;
let photos: string;
let data: string;
let products: number[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packshot-cli-'));
  store = await startPracticeStore({ dataDir: join(folder, 'practice'), faults: true, quota: 10_000 });
  photos = await mkdtemp(join(folder, 'photos-'));
  for (const n of [1, 2, 3]) {
    await sharp({ create: { width: 50, height: 50, channels: 3, background: { r: n * 60, g: 0, b: 90 } } })
      .jpeg()
      .toFile(join(photos, `${n}.jpg`));
  }
  const answer = await fetch(
    `${store.origin}/stores/${store.storeHash}/v3/catalog/products?include=images&limit=250`,
    { headers: { 'x-auth-token': store.accessToken } },
  );
  const { data: rows } = (await answer.json()) as { data: { id: number; images: unknown[] }[] };
  products = rows.filter((product) => product.images.length === 0).map((product) => product.id);
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  data = await mkdtemp(join(folder, 'data-'));
});
afterEach(() =>
  fetch(`${store.origin}/practice/faults`, {
    method: 'DELETE',
    headers: { 'x-auth-token': store.accessToken },
  }),
);

function fault(match: object, action: object): Promise<unknown> {
  return fetch(`${store.origin}/practice/faults`, {
    method: 'POST',
    headers: { 'x-auth-token': store.accessToken, 'content-type': 'application/json' },
    body: JSON.stringify({ match, do: action }),
  });
}

/** A module that lets the disk have this much room beside the 64 MB left to the system, and clone no files. */
function smallDisk(bytes: number): string {
  const source = `import disk from 'node:fs/promises';
    import { syncBuiltinESMExports } from 'node:module';
    disk.statfs = () => Promise.resolve({ bavail: ${64 * 1024 * 1024 + bytes}, bsize: 1 });
    disk.copyFile = undefined;
    syncBuiltinESMExports();`;
  return `data:text/javascript;base64,${Buffer.from(source).toString('base64')}`;
}

interface Ended {
  code: number | null;
  out: string;
  err: string;
  events: { event: string; [key: string]: unknown }[];
}

async function packshot(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const { code, out, err } = await runCommandLine(store, args, env);
  const events = args.includes('--json')
    ? out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Ended['events'][number])
    : [];
  return { code, out, err, events };
}

const upload = (...more: string[]): Promise<Ended> =>
  packshot(['upload', photos, '--product', String(products.shift()), '--data', data, ...more]);

/** A module that prints what a command has loaded, as its last line on stderr. */
const reportsLoadedModules = `data:text/javascript;base64,${Buffer.from(
  `import { createRequire } from 'node:module';
   process.on('exit', () => {
     const files = Object.keys(createRequire('/').cache);
     process.stderr.write(JSON.stringify([...process.moduleLoadList, ...files]) + '\\n');
   });`,
).toString('base64')}`;

test('a command that reaches no store loads neither HTTP nor other processes nor the keychain', async () => {
  const env = {
    NODE_OPTIONS: `--import ${reportsLoadedModules}`,
    PACKSHOT_STORE_HASH: '',
    PACKSHOT_ACCESS_TOKEN: '',
  };
  const { code, err } = await packshot(['status', '--data', data], env);
  expect(code).toBe(0);
  const loaded = JSON.parse(err.trim().split('\n').at(-1) ?? '') as string[];
  expect(loaded).toContain('NativeModule sqlite');
  const unneeded = /^NativeModule (https?|http2|tls|child_process)$|keytar/;
  expect(loaded.filter((one) => unneeded.test(one))).toEqual([]);
});

describe('packshot upload', () => {
  test('exits with 0 if all arrived, and the last line is the summary', async () => {
    const { code, events } = await upload('--json');
    expect(events.at(-1)).toEqual({ event: 'summary', done: 3, failed: 0, waiting: 0 });
    expect(events.filter(({ event }) => event === 'done').map(({ file }) => file)).toEqual(
      expect.arrayContaining(['1.jpg', '2.jpg', '3.jpg']),
    );
    expect(code).toBe(0);
  });

  test('exits with 1 if some failed, and prints the store’s reason', async () => {
    const body = { status: 422, title: 'Too green for us.', type: 'x' };
    await fault({ method: 'POST', path: '/images$' }, { kind: 'status', status: 422, body });
    const { code, out } = await upload();
    expect(out).toContain('Too green for us.');
    expect(out.trim().split('\n').at(-1)).toBe('2 in the store, 1 failed, 0 queued');
    expect(code).toBe(1);
  });

  test('exits with 1 if a file can’t be used, with its name and the reason', async () => {
    const bad = join(data, 'bad.jpg');
    await writeFile(bad, 'no picture');
    const { code, out } = await packshot(['upload', bad, '--product', String(products[0]), '--data', data]);
    expect(out).toContain('bad.jpg: This file is not an image');
    expect(code).toBe(1);
  });

  test.each([
    ['for a product', () => ['--product', String(products.shift())]],
    ['matched by name', () => ['--match']],
  ])('tells what photos %s need of a disk that has too little room for all of them', async (_how, rest) => {
    const sizes = await Promise.all([1, 2, 3].map(async (n) => (await stat(join(photos, `${n}.jpg`))).size));
    const NODE_OPTIONS = `--import ${smallDisk(Math.max(...sizes))}`;
    const { events, err } = await packshot(['upload', photos, ...rest(), '--data', data, '--json'], {
      NODE_OPTIONS,
    });
    const problems = events.filter(({ event }) => event === 'problem').map(({ reason }) => reason);
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'too-little-room', args: { needed: 1, free: 1 } }),
    );
    expect(err).toContain('Free up disk space now.');
    expect(events.find(({ event }) => event === 'queued')).toBeDefined();
  });

  test('exits with 3 if the token is refused, and the next run continues with a good one', async () => {
    const productId = String(products.shift());
    const args = ['upload', photos, '--product', productId, '--data', data, '--json'];
    const first = await packshot(args, { PACKSHOT_ACCESS_TOKEN: 'wrong' });
    expect(first.events.at(-1)).toEqual({ event: 'summary', done: 0, failed: 0, waiting: 3 });
    expect(first.code).toBe(3);
    const waiting = await packshot(['status', '--data', data, '--json']);
    expect(waiting.events.at(-1)).toMatchObject({ event: 'summary', waiting: 3 });
    const second = await packshot(['run', '--data', data, '--json']);
    expect(second.events.at(-1)).toEqual({ event: 'summary', done: 3, failed: 0, waiting: 0 });
    expect(second.code).toBe(0);
  });

  test('says of a store what are photos in it, and what are changes and removals', async () => {
    await upload();
    const database = new DatabaseSync(join(data, 'packshot.db'));
    const removal = JSON.stringify({ imageIds: [1, 2], replacing: false, notBefore: 0 });
    database.prepare(`UPDATE entries SET kind = 'remove', intent = ? WHERE id = 3`).run(removal);
    database.close();
    const { code, out } = await packshot(['status', '--data', data]);
    expect(out).toContain('2 in the store, 0 failed, 0 queued; removals: 2 done, 0 failed, 0 queued');
    expect(code).toBe(0);
  });

  test('makes the store fetch pictures from the web', async () => {
    const image = `${store.origin}/s-${store.storeHash}/none.jpg`;
    const { code, out } = await packshot([
      'upload',
      '--url',
      image,
      '--url',
      'nonsense',
      '--product',
      String(products.shift()),
      '--data',
      data,
    ]);
    expect(out).toContain('“nonsense” is not a web address');
    expect(out).toMatch(/failed +none\.jpg/);
    expect(code).toBe(1);
  });
});

describe('asking', () => {
  test.each([
    [['--help']],
    [['-h']],
    [['help']],
    [['upload', '--help', '--product', 'mug']],
    [['match', '--help']],
    [['doctor', '--help']],
    [['report', '-h']],
  ])('%j prints the usage and nothing else', async (args) => {
    const { code, out, err } = await packshot(args);
    expect(out).toContain('Packshot from the command line');
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  test('for the version prints that of the package', async () => {
    const about = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    expect(await packshot(['--version'])).toMatchObject({ code: 0, out: `${about.version}\n`, err: '' });
  });

  test('is not naming a file like an option', async () => {
    const { code, err } = await packshot(['upload', '--product', '1', '--data', data, '--', '--help']);
    expect(err).toContain('There is no file or folder --help');
    expect(code).toBe(2);
  });
});

describe('wrong usage', () => {
  test.each([
    [[], 'No command was given'],
    [['launch'], 'no command “launch”'],
    [['upload', '--product', '1'], 'nothing to upload'],
    [['upload', 'x.jpg'], 'No product was given'],
    [['upload', 'x.jpg', '--product', 'mug'], 'whole number'],
    [['run', 'x.jpg'], 'takes no paths'],
    [['run', '--wat'], 'wat'],
    [['upload', '', '--product', '1'], 'One of the paths is empty'],
    [['run', '--data', ''], '--data needs a folder'],
    [['upload', 'x.jpg', '--product', '1e2'], 'whole number'],
  ])('%j exits with 2 and a sentence', async (args, sentence) => {
    const { code, err, out } = await packshot(args);
    expect(err).toContain(sentence);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  test('with --json is an event too', async () => {
    const { code, err, events } = await packshot(['upload', 'x.jpg', '--json']);
    expect(events).toMatchObject([
      { event: 'problem', reason: { code: expect.stringMatching(/^usage-/) as string } },
    ]);
    expect(err).toContain('Packshot from the command line');
    expect(code).toBe(2);
  });

  test.each([
    [{ PACKSHOT_ACCESS_TOKEN: '' }, 'PACKSHOT_ACCESS_TOKEN is missing'],
    [{ PACKSHOT_STORE_HASH: '../x' }, 'not a store hash'],
    [{ PACKSHOT_ACCESS_TOKEN: 'tök€n' }, 'not an access token'],
    [{ PACKSHOT_API_ORIGIN: 'http://example.com' }, 'https'],
    [{ PACKSHOT_STORE_HASH: '', PACKSHOT_ACCESS_TOKEN: '' }, 'No store is connected'],
  ])('of the environment, %j, exits with 2 and a sentence', async (env, sentence) => {
    const { code, err } = await packshot(['run', '--data', data], env);
    expect(err).toContain(sentence);
    expect(code).toBe(2);
  });
});

describe('the data folder', () => {
  test('in use by another process is refused with a sentence', async () => {
    // Longer than the second process needs to start beside other tests. One upload holds the first process.
    await fault({ method: 'POST', path: '/images$', times: 1 }, { kind: 'latency', ms: 8_000 });
    const first = upload();
    await expect.poll(() => readdir(data)).toContain('packshot.db');
    const second = await packshot(['run', '--data', data]);
    expect(second.err).toContain('already running with the data folder');
    expect(second.code).toBe(2);
    expect((await first).code).toBe(0);
  });

  test('that can’t be created is refused with a sentence, at once', async () => {
    const { code, events } = await packshot(['run', '--data', '/proc/packshot', '--json']);
    expect(events).toMatchObject([{ event: 'problem', reason: { code: 'data-folder-unwritable' } }]);
    expect(code).toBe(2);
  });

  test('that was recovered is reported', async () => {
    await upload();
    await writeFile(join(data, 'packshot.db'), 'garbage');
    const { code, events } = await packshot(['run', '--data', data, '--json']);
    expect(events[0]).toMatchObject({ event: 'problem', reason: { code: 'database-recovered' } });
    expect(code).toBe(0);
  });

  test('never contains the token', async () => {
    await upload();
    for (const entry of await readdir(data, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = await readFile(join(entry.parentPath, entry.name));
      expect(bytes.includes(store.accessToken), entry.name).toBe(false);
    }
  });
});
