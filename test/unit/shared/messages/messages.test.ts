import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { ArgsOf, ArgValue } from '../../../../shared/messages/args.ts';
import { reasons } from '../../../../shared/messages/en/reasons.ts';
import { texts } from '../../../../shared/messages/en/texts.ts';
import { formatMessage } from '../../../../shared/messages/format.ts';
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

  test('has a key of its own', () => {
    expect(new Set(all.map(([key]) => key)).size).toBe(all.length);
  });
});

describe('arguments', () => {
  test('are typed by the message', () => {
    expectTypeOf<keyof ArgsOf<'No arguments.'>>().toBeNever();
    expectTypeOf<ArgsOf<'{name} has {count, plural, one {# image} other {# images}}.'>>().toEqualTypeOf<{
      name: ArgValue;
      count: number;
    }>();
    expectTypeOf<ArgsOf<'{where, select, name {its name} other {its {kind}}}'>>().toEqualTypeOf<{
      where: ArgValue;
      kind: ArgValue;
    }>();
  });

  test('fill a message by the rules of its language', () => {
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
