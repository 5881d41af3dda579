import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const pages = globSync(['*.md', 'docs/**/*.md', 'test/README.md'], { cwd: root }).map((page) =>
  page.split(sep).join('/'),
);

/** Files and folders of this repository that a page names in backticks, as paths from the top. */
function pathsIn(page: string): string[] {
  return [...page.matchAll(/`([^`\s]+)`/g)]
    .map(([, name = '']) => name)
    .filter((name) =>
      /^(?:(?:\.ci|\.github|docs|electron|packaging|renderer|scripts|shared|test)\/.*|[\w-]+\.(?:json|md|mjs|tsx?))$/.test(
        name,
      ),
    );
}

/** Link targets of a page except web addresses, as paths from the top. */
function linksIn(page: string, path: string): string[] {
  return [...page.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => relative(root, join(root, dirname(path), target)));
}

describe('documentation', () => {
  test('has the pages that others link to', () => {
    expect(pages).toEqual(
      expect.arrayContaining(['ARCHITECTURE.md', 'README.md', 'SECURITY.md', 'docs/GLOSSARY.md']),
    );
    expect(pages.filter((page) => page.startsWith('docs/adr/')).length).toBeGreaterThan(10);
  });

  test.each(pages)('names only existing files and links only to existing pages: %s', (path) => {
    const page = readFileSync(join(root, path), 'utf8');
    const named = [...pathsIn(page), ...linksIn(page, path)];
    expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  test('names a place in the source for each row of the map and each term', () => {
    const count = (path: string) => pathsIn(readFileSync(join(root, path), 'utf8')).length;
    expect(count('ARCHITECTURE.md')).toBeGreaterThan(50);
    expect(count('docs/WHERE.md')).toBeGreaterThan(100);
    expect(count('docs/GLOSSARY.md')).toBeGreaterThan(40);
  });

  test('numbers its decisions without gaps and lists each one', () => {
    const names = pages.flatMap((page) => /^docs\/adr\/(\d{4}-.*)$/.exec(page)?.[1] ?? []).toSorted();
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, at) => at + 1));
    const index = readFileSync(join(root, 'docs/adr/README.md'), 'utf8');
    expect(linksIn(index, 'docs/adr/README.md').map((link) => link.split(sep).at(-1))).toEqual(names);
  });
});

describe('the check of paths', () => {
  test('finds paths and file names, and nothing else in backticks', () => {
    const page =
      'See `electron/a.ts`, `docs/`, `b.md` and `npm test`, `packshot://`, `sort_order`, `MUG-01/a.jpg`.';
    expect(pathsIn(page)).toEqual(['electron/a.ts', 'docs/', 'b.md']);
  });

  test('finds links that are not web addresses, relative to their page', () => {
    expect(linksIn('[a](../b.md#c) [d](https://e.f/g) ![h](i.png "j")', 'docs/adr/x.md')).toEqual([
      join('docs', 'b.md'),
      join('docs', 'adr', 'i.png'),
    ]);
  });
});
