import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { electronBinary } from './scripts/electron-binary.mjs';
import { LongestFirst } from './test/support/longest-first.ts';

/** For tests that start the built programs. */
const builds = 'test/support/built.ts';

/** How long a test waits for what it expects to come about: long enough for a busy machine, and never slept through. */
const expected = { poll: { timeout: 20_000 } };

/** Vitest itself leaves one processor idle: on two, that is half of them. */
const everyProcessor = availableParallelism();
/** For tests that wait for half of their time. */
const twoMore = everyProcessor + 2;
/** For tests that wait for more than half of it. */
const threeMore = everyProcessor + 3;

/** Node imports the sources of tests itself: modules that Vite rewrites read each imported name through a getter, in every loop. */
const nativeModules = { experimental: { viteModuleRunner: false } };

/** The tests of pictures, which hold for sharp's WebAssembly build too. */
const wasmPictures = [
  'test/unit/pictures/**/*.test.ts',
  'test/integration/{camera-jpeg,never-worse,picture-pool,private-metadata,store-pictures}.test.ts',
  'test/integration/prepare*.test.ts',
  'test/wasm-pictures/*.test.ts',
];

/**
 * One configuration, several projects: pure units, integration over real servers and files, end to end in a window,
 * a studio's day at full size, what a release is checked for, faults, pictures by WebAssembly, and the packages. Where
 * `isolate` is false, the files of a worker share its process: loading modules again for each file cost as much as the
 * unit tests, and a fifth of the integration tests.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          ...nativeModules,
          expect: expected,
          include: ['test/unit/**/*.test.ts'],
          isolate: false,
          maxWorkers: everyProcessor,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          ...nativeModules,
          expect: expected,
          include: ['test/integration/**/*.test.ts'],
          globalSetup: builds,
          isolate: false,
          maxWorkers: threeMore,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          ...nativeModules,
          expect: { poll: { ...expected.poll, interval: 100 } },
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: builds,
          // The files of a worker share one application.
          isolate: false,
          // Each wait has its own limit; the longest tests have a hundred, and take five times as long on a busy machine.
          testTimeout: 300_000,
          hookTimeout: 120_000,
          // Electron's windows share one focus and clipboard, Chromium's don't. These tests wait for most of their time.
          maxWorkers: electronBinary() === null ? twoMore : 1,
        },
      },
      {
        test: {
          name: 'studio',
          ...nativeModules,
          expect: expected,
          include: ['test/studio/**/*.test.ts'],
          globalSetup: builds,
          isolate: false,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'release-checks',
          ...nativeModules,
          expect: expected,
          include: ['test/release-checks/**/*.test.ts'],
          globalSetup: builds,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'faults',
          expect: expected,
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
          maxWorkers: threeMore,
        },
      },
      {
        test: {
          name: 'wasm-pictures',
          ...nativeModules,
          expect: expected,
          include: wasmPictures,
          setupFiles: 'test/support/wasm-sharp.ts',
          env: { PACKSHOT_SHARP: 'wasm' },
          maxWorkers: everyProcessor,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'packaged',
          include: ['test/packaged/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'installers',
          include: ['test/installers/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      // Projects with other numbers of workers can't share a group, as when files of several are named.
    ].map(({ test }, groupOrder) => ({ test: { ...test, sequence: { groupOrder } } })),
  },
});
