import { expect, test } from 'vitest';
import { nameOfGiven } from '../../../electron/batches/name-of-given.ts';

test.each([
  ['the folder that was given', ['/shoots/Autumn'], 'drop', 'Autumn'],
  ['the only file', ['/shoots/Autumn/a.jpg'], 'drop', 'a.jpg'],
  ['the folder of several files', ['/shoots/Autumn/a.jpg', '/shoots/Autumn/b.jpg'], 'dialog', 'Autumn'],
  ['the folder that a hot folder watches', ['/shoots/Autumn/a.jpg'], 'hot-folder', 'Autumn'],
  ['nothing for files of several folders', ['/shoots/a.jpg', '/other/b.jpg'], 'drop', ''],
  ['nothing for pasted photos', ['/tmp/pasted-1.png'], 'paste', ''],
  ['nothing for images from the web', [], 'url', ''],
] as const)('a batch is named after %s', (_, paths, source, name) => {
  expect(nameOfGiven(paths, source)).toBe(name);
});
