import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ReorderBuffer, type IntakeResult } from '../../../electron/batches/reorder-buffer.ts';

function photo(sha256: string): IntakeResult {
  return {
    type: 'photo',
    folder: '',
    photo: { fileName: sha256, type: 'jpeg', bytes: 1, sha256, mark: sha256 },
  };
}

const names = (group: readonly IntakeResult[]): string[] =>
  group.map((one) => (one.type === 'photo' ? one.photo.sha256 : one.refused.fileName));

const arrivals = fc.integer({ min: 1, max: 200 }).chain((count) =>
  fc.shuffledSubarray(
    Array.from({ length: count }, (_, ordinal) => ordinal),
    { minLength: count, maxLength: count },
  ),
);

test('files leave in the order of the drop, whatever the order of reading', () => {
  fc.assert(
    fc.property(arrivals, (order) => {
      const left: string[] = [];
      const buffer = new ReorderBuffer((group) => left.push(...names(group)));
      for (const ordinal of order) buffer.put(ordinal, photo(String(ordinal)));
      buffer.finish();
      expect(left).toEqual(order.toSorted((a, b) => a - b).map(String));
    }),
  );
});

test('files behind a gap are held back, and returned when the buffer is cleared', () => {
  const left: string[] = [];
  const buffer = new ReorderBuffer((group) => left.push(...names(group)));
  for (const ordinal of [0, 1, 3, 4]) buffer.put(ordinal, photo(String(ordinal)));
  buffer.finish();
  expect(left).toEqual(['0', '1']);
  expect(buffer.clear()).toEqual(['3', '4']);
});
