import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { argumentPaths } from '../../../electron/desktop/argument-paths.ts';
import { collectOpened } from '../../../electron/desktop/opened-items.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const folder = resolve('/shoot');

test('files of a start are taken from its arguments, and resolved by its working directory', () => {
  const argv = ['/opt/Packshot/packshot-app', '--data=/x', 'front.jpg', '-psn_0_1', resolve('/other/b.jpg')];
  expect(argumentPaths(argv, folder, true)).toEqual([join(folder, 'front.jpg'), resolve('/other/b.jpg')]);
});

test('a development start names the app first', () => {
  expect(argumentPaths(['electron', '.', 'a.jpg'], folder, false)).toEqual([join(folder, 'a.jpg')]);
});

test('addresses are no files, except those of files', () => {
  const file = resolve('/shoot/Größe 1.jpg');
  const argv = [
    'app',
    'https://example.com/a.jpg',
    'packshot://x',
    pathToFileURL(file).href,
    'file://%zz',
    '',
  ];
  expect(argumentPaths(argv, folder, true)).toEqual([file]);
});

test('what is opened before the app is ready is kept for it', () => {
  const opened: string[][] = [];
  const paths = collectOpened();
  paths.add(['a']);
  vi.runAllTimers();
  paths.handTo((given) => opened.push(given));
  vi.runAllTimers();
  expect(opened).toEqual([['a']]);
});

test('files opened together come together, each once', () => {
  const opened: string[][] = [];
  const paths = collectOpened();
  paths.handTo((given) => opened.push(given));
  vi.runAllTimers();
  paths.add(['a']);
  paths.add(['b', 'a']);
  vi.runAllTimers();
  paths.add(['c']);
  vi.runAllTimers();
  expect(opened).toEqual([['a', 'b'], ['c']]);
});
