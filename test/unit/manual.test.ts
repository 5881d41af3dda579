import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linesOf, pageNames, parsePage, type Span } from '../../renderer/manual/parse-page.ts';
import { reasons } from '../../shared/messages/en/reasons.ts';
import { texts } from '../../shared/messages/en/texts.ts';

const folder = join(import.meta.dirname, '../../docs/manual');
const read = (name: string): string => readFileSync(join(folder, `${name}.md`), 'utf8');
const names = pageNames(read('README'));
const pages = names.map((name) => parsePage(name, read(name)));
const spans = pages.flatMap(({ name, sections }) =>
  sections
    .flatMap(({ blocks }) => blocks.flatMap(linesOf).flat())
    .map((span): Span & { of: string } => ({ ...span, of: name })),
);

test('the list of contents has every page of the manual once', () => {
  const files = globSync('*.md', { cwd: folder }).map((file) => file.replace('.md', ''));
  expect(names.toSorted()).toEqual(files.filter((name) => name !== 'README').toSorted());
});

test('the list of contents calls each page by its title', () => {
  const titles = [...read('README').matchAll(/\[(.+?)\]\(/g)].map(([, title]) => title);
  expect(titles).toEqual(pages.map(({ title }) => title));
});

test('each control that the manual names is a text of the window', () => {
  const shown = new Set<string>([
    ...Object.values(texts),
    ...Object.values(reasons).map(({ sentence }) => sentence),
  ]);
  const controls = spans.filter(({ type }) => type === 'control');
  expect(controls.length).toBeGreaterThan(100);
  expect(controls.filter(({ text }) => !shown.has(text)).map(({ of, text }) => `${of}: ${text}`)).toEqual([]);
});

test('each link leads to a page of the manual', () => {
  const linked = spans.flatMap((span) => (span.type === 'link' ? [span.page] : []));
  expect(linked.length).toBeGreaterThan(3);
  expect(linked.filter((page) => !names.includes(page))).toEqual([]);
});

test('no markup is left over as text', () => {
  const texts = spans.filter(({ type }) => type === 'text');
  expect(texts.filter(({ text }) => /\*\*|<\/?kbd>|`|\]\(/.test(text))).toEqual([]);
});
