import { expect, test } from 'vitest';
import { goodUrls, judgedSentence, judgeUrls } from '../../../../renderer/intake/judge-urls.ts';

test('each address of a pasted list gets its verdict, whatever the separators', () => {
  const list = ' https://a.example/1.jpg, https://a.example/2.jpg\r\n\n"https://a.example/3 b.jpg"\nmug.jpg';
  const judged = judgeUrls(list);
  expect(judged.map(({ verdict }) => verdict.type)).toEqual(['good', 'good', 'good', 'refused']);
  expect(goodUrls(judged)).toEqual([
    'https://a.example/1.jpg',
    'https://a.example/2.jpg',
    'https://a.example/3%20b.jpg',
  ]);
});

test('a duplicate address is reported, and added once', () => {
  const judged = judgeUrls('https://a.example/1.jpg\nhttps://a.example/2.jpg\nHTTPS://A.example/1.jpg');
  expect(judged[2]?.verdict).toEqual({ type: 'double', of: 1 });
  expect(goodUrls(judged)).toHaveLength(2);
  expect(judgedSentence(judged)).toBe('2 can be added, 1 duplicate');
});

test('at most a thousand are accepted at once', () => {
  const judged = judgeUrls(Array.from({ length: 1002 }, (_, n) => `https://a.example/${n}.jpg`).join('\n'));
  expect(goodUrls(judged)).toHaveLength(1000);
  expect(judgedSentence(judged)).toBe('1,000 can be added, 2 can’t be added');
});

test('an empty list has no summary', () => {
  expect(judgeUrls(' \n ')).toEqual([]);
  expect(judgedSentence([])).toBe('');
});

test('a bracket of the address stays, one around it is removed', () => {
  const list =
    'https://cdn.example.com/mug_(blue)\n(https://cdn.example.com/cup_(red)),\n(https://cdn.example.com/1.jpg)';
  expect(goodUrls(judgeUrls(list))).toEqual([
    'https://cdn.example.com/mug_(blue)',
    'https://cdn.example.com/cup_(red)',
    'https://cdn.example.com/1.jpg',
  ]);
});
