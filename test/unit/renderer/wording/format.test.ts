import { expect, test } from 'vitest';
import {
  formatAgo,
  formatBytes,
  formatCountdown,
  formatList,
  formatPercent,
  formatTimeLeft,
} from '../../../../renderer/wording/format.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 KB'],
  [640_400, '640 KB'],
  [999_600, '1 MB'],
  [4_240_000, '4.2 MB'],
  [42_400_000, '42 MB'],
  [1_900_000_000, '1.9 GB'],
])('%d bytes are written as %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});

test.each([
  [0, 'less than a minute'],
  [70, 'about 1 min'],
  [3599, 'about 1 h'],
  [4800, 'about 1 h 20 min'],
  [7100, 'about 2 h'],
])('%d seconds left are written as %s', (seconds, words) => {
  expect(formatTimeLeft(seconds)).toBe(words);
});

test('a list omits empty parts', () => {
  expect([formatList(['180 ready', false, '', '2 excluded']), formatList([])]).toEqual([
    '180 ready, 2 excluded',
    '',
  ]);
});

test('a percentage stays within bounds and is never rounded up to 100', () => {
  expect([formatPercent(-1), formatPercent(0.999), formatPercent(1), formatPercent(3)]).toEqual([
    '0%',
    '99%',
    '100%',
    '100%',
  ]);
});

test('a countdown never says nothing is left', () => {
  expect([formatCountdown(0, 5000), formatCountdown(12_100, 0), formatCountdown(180_000, 0)]).toEqual([
    '1 s',
    '13 s',
    '3 min',
  ]);
});

test('past times are relative', () => {
  const now = new Date(2026, 10, 20, 15, 0).getTime();
  expect(formatAgo(now - 20_000, now)).toBe('just now');
  expect(formatAgo(now - 300_000, now)).toBe('5 min ago');
  expect(formatAgo(new Date(2026, 10, 20, 9, 5).getTime(), now)).toBe('today at 09:05');
  expect(formatAgo(new Date(2026, 10, 18, 9, 5).getTime(), now)).toBe('18 Nov at 09:05');
});
