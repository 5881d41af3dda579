import { expect, test } from 'vitest';
import { goodUrls, judgedSentence, judgeUrls } from '../../../../renderer/intake/judge-urls.ts';

test('each address of a pasted list gets its verdict, however the list is divided', () => {
  const list = ' https://a.example/1.jpg, https://a.example/2.jpg\r\n\n"https://a.example/3 b.jpg"\nmug.jpg';
  const judged = judgeUrls(list);
  expect(judged.map(({ verdict }) => verdict.type)).toEqual(['good', 'good', 'good', 'refused']);
  expect(goodUrls(judged)).toEqual([
    'https://a.example/1.jpg',
    'https://a.example/2.jpg',
    'https://a.example/3%20b.jpg',
  ]);
});

test('the same address twice is pointed out, and added once', () => {
  const judged = judgeUrls('https://a.example/1.jpg\nhttps://a.example/2.jpg\nHTTPS://A.example/1.jpg');
  expect(judged[2]?.verdict).toEqual({ type: 'double', of: 1 });
  expect(goodUrls(judged)).toHaveLength(2);
  expect(judgedSentence(judged)).toBe('2 can be added, 1 is there twice');
});

test('no more than a thousand go at a time', () => {
  const judged = judgeUrls(Array.from({ length: 1002 }, (_, n) => `https://a.example/${n}.jpg`).join('\n'));
  expect(goodUrls(judged)).toHaveLength(1000);
  expect(judgedSentence(judged)).toBe('1,000 can be added, 2 can’t be used');
});

test('an empty list has nothing to say', () => {
  expect(judgeUrls(' \n ')).toEqual([]);
  expect(judgedSentence([])).toBe('');
});

test('a bracket that belongs to the address stays, one around it goes', () => {
  const list =
    'https://cdn.example.com/mug_(blue)\n(https://cdn.example.com/cup_(red)),\n(https://cdn.example.com/1.jpg)';
  expect(goodUrls(judgeUrls(list))).toEqual([
    'https://cdn.example.com/mug_(blue)',
    'https://cdn.example.com/cup_(red)',
    'https://cdn.example.com/1.jpg',
  ]);
});
