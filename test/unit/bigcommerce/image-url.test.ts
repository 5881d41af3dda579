import { describe, expect, it } from 'vitest';
import { checkImageUrl } from '../../../electron/bigcommerce/image-url.ts';
import { reasonOf } from './outcomes.ts';

const long = (length: number): string => `https://pics.example/${'a'.repeat(length - 21)}`;

describe('the address of a picture', () => {
  it.each([
    ['https://pics.example/mug.jpg', 'https://pics.example/mug.jpg'],
    ['  http://pics.example/a b.jpg?x=1 ', 'http://pics.example/a%20b.jpg?x=1'],
    ['HTTPS://Pics.Example/Mug.JPG', 'https://pics.example/Mug.JPG'],
    [long(255), long(255)],
  ])('is taken as it will be sent: %s', (text, url) => {
    expect(checkImageUrl(text)).toEqual({ ok: true, value: url });
  });

  it.each([
    ['', 'not-an-address'],
    ['mug.jpg', 'not-an-address'],
    ['ftp://pics.example/mug.jpg', 'not-an-address'],
    ['file:///home/me/mug.jpg', 'not-an-address'],
    ['data:image/png;base64,AAAA', 'not-an-address'],
    [long(256), 'address-too-long'],
    // 200 letters, each of which is sent as six.
    [`https://pics.example/${'ä'.repeat(200)}`, 'address-too-long'],
  ])('is refused with a sentence: %s', (text, code) => {
    const reason = reasonOf(checkImageUrl(text));
    expect(reason.code).toBe(code);
    expect(reason.sentence).toMatch(/^[A-Z“].*\.$/);
    expect(reason.sentence.length).toBeLessThan(150);
  });
});
