import { describe, expect, test } from 'vitest';
import { compareWithAllowed, findOldWords } from '../../../scripts/check-words.mjs';

const wordsIn = (path: string, source: string) => findOldWords(path, source).map(({ word }) => word);

describe('an old word is found', () => {
  test.each([
    ['as a class', 'export class Hopper<T> {}', ['Hopper']],
    ['as an interface', 'interface Line { id: number }', ['Line']],
    ['as a type', 'type Reach = string;', ['Reach']],
    ['as a part of a name', 'const entryTally = 1;', ['entryTally']],
    ['as a function', 'async function settle() {}', ['settle']],
    ['as a function in a constant', 'const look = () => 1;', ['look']],
    ['as a method', 'class A { #heed(): void {} }', ['#heed']],
    ['as a method of an object', 'const a = { note() {} };', ['note']],
    ['as a signature', 'interface A { place(id: number): void; note: () => void }', ['place', 'note']],
    ['as a parameter', 'const f = ({ a: lane = 1 }, ...told: string[]) => 1;', ['lane', 'told']],
    ['as a parameter of a function type', 'type F = (lane: string) => void;', ['lane']],
    ['as a key of a schema', 'const a = z.object({ junk: z.number() });', ['junk']],
    ['as a property', 'class A { constructor(readonly lane: string) {} told = false; }', ['lane', 'told']],
    [
      'as a prefix',
      'const mostBytes = 1; let leastWait = 2; const least = 0;',
      ['mostBytes', 'leastWait', 'least'],
    ],
    [
      'in a union that is told apart by another word than type',
      "type A = { is: 'a' } | { is: 'b' };",
      ['is:'],
    ],
    ['in a schema of a union', "const a = z.discriminatedUnion('kind', []);", ['kind:']],
    [
      'in a comment, as an invented noun',
      '// Closes the hopper. Each Lane waits.',
      ['hopper (prose)', 'Lane (prose)'],
    ],
  ])('%s', (_how, source, words) => {
    const expected = words.map((word) => word.replace(/^#/, ''));
    expect(wordsIn('electron/a.ts', source).toSorted()).toEqual(expected.toSorted());
  });

  test.each(['electron/outbox/lane.ts', 'renderer/wording/batch-words.ts', 'test/unit/hopper.test.ts'])(
    'in the name of the file %s',
    (path) => {
      expect(wordsIn(path, '')).toEqual([path.split('/').at(-1)]);
    },
  );

  test('in a page of documentation', () => {
    expect(wordsIn('docs/page.md', 'One\ntwo, the Breather waits.')).toEqual(['Breather (prose)']);
  });

  test('with its line and its replacement', () => {
    expect(findOldWords('electron/a.ts', '\n\nclass Flight {}')).toEqual([
      { file: 'electron/a.ts', word: 'Flight', line: 3, instead: 'HttpAttempt' },
    ]);
  });
});

describe('no old word is found', () => {
  test.each([
    [
      'in a use of a name that others declare',
      'grid.place(line, { told, look: 1 }); const { lane } = options;',
    ],
    ['in an import', "import { settle } from 'elsewhere';"],
    ['in a string', "const text = 'The Hopper settles';"],
    ['in a usual word', 'const line = 1; const known = [2]; const place = 3; const hold = 4;'],
    ['in a word that has an old one inside', 'class Pipeline {} const outlook = 1; const almost = 2;'],
    ['in a type as a discriminant', "type A = { type: 'a' } | { type: 'b' }; interface B { kind: string }"],
    ['in a sentence that starts with a usual word', '// Through a proxy. Reach the store first.'],
  ])('%s', (_where, source) => {
    expect(wordsIn('electron/a.ts', source)).toEqual([]);
  });

  test('in a word that is old in another folder only', () => {
    const source = 'export interface Reading { at: number }';
    expect(wordsIn('electron/catalog/a.ts', source)).toEqual([]);
    expect(wordsIn('electron/matching/a.ts', source)).toEqual(['Reading']);
  });
});

describe('the list of exceptions', () => {
  const one = { file: 'a.ts', word: 'Lane' };
  const finding = { ...one, line: 1, instead: 'QueueRunner' };

  test('allows exactly what it names', () => {
    expect(compareWithAllowed([finding], [one])).toEqual({ added: [], gone: [] });
  });

  test('allows no other word, and not the same word in another file', () => {
    const others = [
      { ...finding, word: 'Line' },
      { ...finding, file: 'b.ts' },
    ];
    expect(compareWithAllowed([finding, ...others], [one]).added).toEqual(others);
  });

  test('may not name what no longer exists', () => {
    expect(compareWithAllowed([], [one])).toEqual({ added: [], gone: [one] });
  });
});
