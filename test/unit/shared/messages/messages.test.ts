import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { ArgsOf, ArgValue } from '../../../../shared/messages/args.ts';
import { reasons } from '../../../../shared/messages/en/reasons.ts';
import { texts } from '../../../../shared/messages/en/texts.ts';
import { formatMessage } from '../../../../shared/messages/format.ts';
import { failureOfAnswer } from '../../../../electron/bigcommerce/errors.ts';
import { reasonSchema } from '../../../../shared/ids.ts';
import { nextOf, reason, sentenceOf } from '../../../../shared/messages/reason.ts';

const all: [string, string][] = [
  ...Object.entries<string>(texts),
  ...Object.entries<{ sentence: string; next?: string }>(reasons).flatMap(
    ([code, { sentence, next }]): [string, string][] => [
      [code, sentence],
      ...(next === undefined ? [] : [[`${code} (next)`, next] as [string, string]]),
    ],
  ),
];

describe('every message', () => {
  test.each(all)('%s is a valid ICU message without straight quotes', (_, message) => {
    expect(() => parse(message, { ignoreTag: true })).not.toThrow();
    expect(message).not.toMatch(/['"]/);
  });

  test.each(all)('%s has branches that its types tell from arguments', (_, message) => {
    for (const branch of branchesOf(parse(message, { ignoreTag: true, captureLocation: true }), message)) {
      expect(branch).toMatch(/[ #’.{]|^$/);
    }
  });

  test('has a unique key', () => {
    expect(new Set(all.map(([key]) => key)).size).toBe(all.length);
  });
});

describe('arguments', () => {
  test('are typed by the message', () => {
    expectTypeOf<ArgsOf<'{name} has {count, plural, one {# image} other {# images}}.'>>().toEqualTypeOf<{
      name: ArgValue;
      count: number;
    }>();
    expectTypeOf<ArgsOf<'{where, select, name {its name} other {its {kind}}}'>>().toEqualTypeOf<{
      where: ArgValue;
      kind: ArgValue;
    }>();
  });

  test('are inserted by the rules of the language', () => {
    const message = '{count, plural, one {# photo} other {# photos}} of {name}';
    expect(formatMessage(message, { count: 1, name: 'Mug' })).toBe('1 photo of Mug');
    expect(formatMessage(message, { count: 1204, name: '<b>' })).toBe('1,204 photos of <b>');
  });
});

describe('a reason', () => {
  test('keeps the words that an earlier version stored with it', () => {
    const stored = reason('stored-sentence', { sentence: 'The disk is full.', next: '' });
    expect([sentenceOf(stored), nextOf(stored)]).toEqual(['The disk is full.', undefined]);
  });

  test('stored by an earlier version keeps its words', () => {
    const older = { code: 'gave-up', sentence: 'The store did not take it.', next: 'Try again later.' };
    const read = reasonSchema.parse(older);
    expect([sentenceOf(read), nextOf(read)]).toEqual([older.sentence, older.next]);
    expect(reasonSchema.parse({ code: 'type', sentence: 'No.' })).toEqual(
      reason('stored-sentence', { sentence: 'No.', next: '' }),
    );
  });

  test('stored by an earlier version keeps its code if its words are unchanged', () => {
    const older = { code: 'already-there', sentence: 'This photo is already in this gallery.' };
    expect(reasonSchema.parse(older)).toEqual(reason('already-there'));
  });

  test('stored by this version is read unchanged', () => {
    const stored = reason('gave-up', { tries: 10 });
    expect(reasonSchema.parse(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
    expect(sentenceOf(stored)).toBe('The store did not accept this photo after 10 tries.');
  });

  test('of a newer version, whose words are missing, says so', () => {
    expect(sentenceOf(reasonSchema.parse({ code: 'of-the-future', args: { count: 1 } }))).toContain(
      'of-the-future',
    );
  });

  test('quotes the store’s own words, if any', () => {
    const busy = (words: string | null) =>
      sentenceOf(failureOfAnswer({ method: 'PUT', status: 409, headers: {}, text: words ?? '' }).reason);
    expect(busy(null)).toBe('The store was busy with other changes.');
    expect(busy('{"title":"Locked by five others"}')).toBe(
      'The store was busy with other changes. It says: “Locked by five others.”',
    );
  });
});

/** The source of every branch of plurals and selects, at any depth. */
function branchesOf(elements: readonly MessageFormatElement[], message: string): string[] {
  return elements.flatMap((element) => {
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    return Object.values(element.options).flatMap(({ value, location }) => [
      message.slice((location?.start.offset ?? 0) + 1, (location?.end.offset ?? 0) - 1),
      ...branchesOf(value, message),
    ]);
  });
}
