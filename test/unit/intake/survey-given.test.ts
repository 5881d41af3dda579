import { join } from 'node:path';
import { expect, test } from 'vitest';
import { surveyGiven } from '../../../electron/intake/survey-given.ts';
import { tempFolder } from './temp-folder.ts';

const signal = new AbortController().signal;
const count = async (paths: readonly string[]) => {
  const { files, folders } = await surveyGiven(paths, { signal, onFound() {} });
  return { files, folders };
};

test('files are counted in all folders, without ignored ones', async () => {
  await using top = await tempFolder();
  for (const name of ['a.jpg', 'shoot/b.jpg', 'shoot/.DS_Store', 'shoot/day 2/c.jpg', 'shoot/Thumbs.db']) {
    await top.write(name);
  }
  expect(await count([top.path])).toEqual({ files: 3, folders: 1 });
  expect(await count([join(top.path, 'a.jpg'), join(top.path, 'shoot')])).toEqual({ files: 3, folders: 1 });
});

test('only dropped folders count as folders', async () => {
  await using top = await tempFolder();
  for (const name of ['one/a.jpg', 'two/a.jpg']) await top.write(name);
  expect(await count([top.path])).toEqual({ files: 2, folders: 1 });
  expect(await count([join(top.path, 'one'), join(top.path, 'two')])).toEqual({ files: 2, folders: 2 });
});

test('missing paths count as nothing', async () => {
  await using top = await tempFolder();
  expect(await count([join(top.path, 'gone')])).toEqual({ files: 0, folders: 0 });
});

test('the first files are named with their folders, as many as go to a product without a question', async () => {
  await using top = await tempFolder();
  for (let n = 1; n <= 40; n++) await top.write(`shoot/${n}.jpg`);
  const { first } = await surveyGiven([top.path], { signal, onFound() {} });
  expect(first).toHaveLength(30);
  expect(first[0]).toMatchObject({ name: '1.jpg', folder: 'shoot' });
});
