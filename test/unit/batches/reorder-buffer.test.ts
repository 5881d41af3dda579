import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ReorderBuffer, type IntakeResult } from '../../../electron/batches/reorder-buffer.ts';

function photo(sha256: string, capturedAt: number | null = null): IntakeResult {
  return {
    type: 'photo',
    ordinal: 0,
    otherMarks: [],
    folder: '',
    capturedAt,
    photo: { fileName: sha256, type: 'jpeg', bytes: 1, sha256, mark: sha256 },
  };
}

function refused(fileName: string): IntakeResult {
  return { type: 'refused', refused: { fileName, folder: '', reason: { code: 'unreadable' } } };
}

const names = (group: readonly IntakeResult[]): string[] =>
  group.map((one) => (one.type === 'photo' ? one.photo.sha256 : one.refused.fileName));

const numbers = (count: number): number[] => Array.from({ length: count }, (_, ordinal) => ordinal);
const shuffled = (count: number) =>
  fc.shuffledSubarray(numbers(count), { minLength: count, maxLength: count });

const drops = fc.integer({ min: 1, max: 200 }).chain((count) =>
  fc.record({
    arrivals: shuffled(count),
    order: shuffled(count),
    /** After how many arrivals the order is known. */
    known: fc.nat(count),
  }),
);

test('files leave in the order set, whatever the order of reading and whenever it is set', () => {
  fc.assert(
    fc.property(drops, ({ arrivals, order, known }) => {
      const left: string[] = [];
      const buffer = new ReorderBuffer((group) => left.push(...names(group)));
      for (const [at, ordinal] of arrivals.entries()) {
        if (at === known) buffer.setOrder(order.map((one) => [one]));
        buffer.put(ordinal, photo(String(ordinal)));
      }
      if (known === arrivals.length) buffer.setOrder(order.map((one) => [one]));
      buffer.finish();
      expect(left).toEqual(order.map(String));
    }),
  );
});

test('files whose names say the same leave together by capture time, or by name where one has none', () => {
  const left: string[] = [];
  const buffer = new ReorderBuffer((group) => left.push(...names(group)));
  buffer.setOrder([
    [0, 1, 2],
    [3, 4],
  ]);
  buffer.put(3, photo('x', 1));
  buffer.put(2, photo('first', 10));
  buffer.put(0, photo('last', 30));
  buffer.finish();
  expect(left).toEqual([]);
  buffer.put(1, photo('second', 20));
  buffer.put(4, photo('y'));
  buffer.finish();
  expect(left).toEqual(['first', 'second', 'last', 'x', 'y']);
});

test('files that could not be read hold nothing back, and are handed on', () => {
  const left: string[] = [];
  const buffer = new ReorderBuffer((group) => left.push(...names(group)));
  buffer.put(7, refused('no file'));
  buffer.setOrder([[1, 0]]);
  buffer.put(1, refused('no picture'));
  buffer.put(0, photo('a'));
  buffer.finish();
  expect(left.toSorted()).toEqual(['a', 'no file', 'no picture']);
});

test('files behind a gap are held back, and returned when the buffer is cleared', () => {
  const left: string[] = [];
  const buffer = new ReorderBuffer((group) => left.push(...names(group)));
  buffer.setOrder([[0], [1], [2], [3], [4]]);
  for (const ordinal of [0, 1, 3, 4]) buffer.put(ordinal, photo(String(ordinal)));
  buffer.finish();
  expect(left).toEqual(['0', '1']);
  expect(buffer.clear()).toEqual(['3', '4']);
});
