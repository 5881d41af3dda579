import { spawnSync } from 'node:child_process';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { isWebAssembly } from '../../electron/pictures/pool/libvips-limits.ts';
import { workerArguments } from '../../electron/util/wasm-sharp.ts';

test('sharp is its WebAssembly build here', () => {
  expect(sharp.versions).toHaveProperty('emscripten');
  expect(isWebAssembly).toBe(true);
});

test.each([
  ['wasm', true],
  [undefined, false],
])('in a worker process it is, if asked for: %s', (build, isWasm) => {
  const script = `import('sharp').then(({ default: { versions } }) => console.log('emscripten' in versions))`;
  const ran = spawnSync(process.execPath, [...workerArguments({ PACKSHOT_SHARP: build }), '-e', script]);
  expect(ran.stdout.toString().trim()).toBe(String(isWasm));
});
