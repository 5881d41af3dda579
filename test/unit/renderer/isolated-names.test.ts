import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
/** A file's or product's name that stands alone as the content of an element. */
const bareName = /^\s*\{(?:\w+\.)*(?:fileName|productName)\}$|^\s*\{product\.name\}$/gm;

test('names of files and products stand in bdi, so that one can’t turn the text around it', () => {
  const found = globSync('renderer/**/*.tsx', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(bareName)].map(([name]) => `${file}: ${name.trim()}`),
  );
  expect(found).toEqual([]);
});

test('the check sees a name without bdi', () => {
  expect('  {entry.fileName}'.match(bareName)).not.toBeNull();
  expect('  <bdi>{entry.fileName}</bdi>'.match(bareName)).toBeNull();
});
