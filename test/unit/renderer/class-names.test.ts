import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const components = globSync('renderer/**/*.{ts,tsx}', { cwd: root }).map(read);
const styleImport = /import (\w+) from '(\.[^']*\.module\.css)'/g;

/** Class names by style sheet: those that components name, `styles['row']`, and whether some are computed. */
function named(): Map<string, { names: Set<string>; areComputed: boolean }> {
  const found = new Map<string, { names: Set<string>; areComputed: boolean }>();
  for (const file of globSync('renderer/**/*.tsx', { cwd: root })) {
    const source = read(file);
    for (const [, styles = '', path = ''] of source.matchAll(styleImport)) {
      const sheet = join(dirname(file), path);
      const use = found.get(sheet) ?? { names: new Set(), areComputed: false };
      for (const [, name = ''] of source.matchAll(new RegExp(String.raw`\b${styles}\['([\w-]+)'\]`, 'g')))
        use.names.add(name);
      use.areComputed ||= new RegExp(String.raw`\b${styles}\[(?!')`).test(source);
      found.set(sheet, use);
    }
  }
  return found;
}

function classesIn(sheet: string): Set<string> {
  const rules = read(sheet).replaceAll(/\/\*[\s\S]*?\*\/|\d*\.\d+/g, '');
  return new Set([...rules.matchAll(/\.([A-Za-z_][\w-]*)/g)].map(([, name = '']) => name));
}

test('every class that a component names has a rule', () => {
  const missing = [...named()].flatMap(([sheet, { names }]) => {
    const classes = classesIn(sheet);
    return [...names].filter((name) => !classes.has(name)).map((name) => `${sheet}: ${name}`);
  });
  expect(missing).toEqual([]);
});

test('every rule has a component that names its class', () => {
  const uses = named();
  const isWord = (name: string): boolean => {
    const word = new RegExp(String.raw`['"]${name}['"]|\b${name}:`);
    return components.some((source) => word.test(source));
  };
  const unused = globSync('renderer/**/*.module.css', { cwd: root }).flatMap((sheet) => {
    const { names, areComputed } = uses.get(sheet) ?? { names: new Set(), areComputed: false };
    return [...classesIn(sheet)]
      .filter((name) => !names.has(name) && !(areComputed && isWord(name)))
      .map((name) => `${sheet}: ${name}`);
  });
  expect(unused).toEqual([]);
});
