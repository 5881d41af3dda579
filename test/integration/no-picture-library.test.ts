import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** Every module that is loaded when a file of the product is. */
async function loadedBy(file: string): Promise<string[]> {
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    await import(${JSON.stringify(join(root, file))});
    process.stdout.write(JSON.stringify(loaded));
    process.exit();
  `;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    maxBuffer: 10_000_000,
  });
  return JSON.parse(stdout) as string[];
}

const libraries =
  /node_modules\/(?:sharp|@img|heic-decode|libheif-js|bmp-ts|file-type|exifreader)\/|electron\/pictures\/formats\//;

// The command line loads the second one as soon as a command needs the app.
test.each(['electron/app.ts', 'electron/cli/open-app.ts'])(
  '%s loads no library that opens pictures, and none of our own code that does',
  async (file) => {
    const loaded = await loadedBy(file);
    expect(loaded.length).toBeGreaterThan(50);
    expect(loaded.filter((url) => libraries.test(url))).toEqual([]);
  },
);

test('a picture process does, so the check sees them', async () => {
  const loaded = await loadedBy('electron/pictures/inspect.ts');
  expect(loaded.filter((url) => libraries.test(url)).length).toBeGreaterThan(10);
});
