import { expect, test } from 'vitest';
import { compareSizes, packagesOf } from '../../../scripts/sizes.mjs';

const limits = { dependencies: { bytes: 10_000_000, files: 100 }, bundle: { bytes: 2_000_000, files: 10 } };

test('sizes at their limits hold', () => {
  expect(compareSizes(limits, limits)).toEqual({
    ok: true,
    lines: [
      'size of dependencies: 10.0 MB in 100 files (at most 10.0 MB in 100 files)',
      'size of bundle: 2.0 MB in 10 files (at most 2.0 MB in 10 files)',
    ],
  });
});

test.each([
  ['dependencies', { bytes: 10_000_001, files: 1 }],
  ['dependencies', { bytes: 1, files: 101 }],
  ['bundle', { bytes: 2_000_001, files: 1 }],
  ['bundle', { bytes: 1, files: 11 }],
] as const)('one byte or one file too many of %s fails: %j', (name, size) => {
  const { ok, lines } = compareSizes({ ...limits, [name]: size }, limits);
  expect(ok).toBe(false);
  expect(lines.filter((line) => line.includes('OVER'))).toHaveLength(1);
});

test('packages for development only are not counted', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/got': {},
      'node_modules/got/node_modules/inner': {},
      'node_modules/vitest': { dev: true },
      'node_modules/both': { devOptional: true },
    },
  };
  expect(packagesOf(lock)).toEqual(['node_modules/got', 'node_modules/got/node_modules/inner']);
});
