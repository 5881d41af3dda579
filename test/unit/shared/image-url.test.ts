import { expect, test } from 'vitest';
import { checkImageUrl } from '../../../shared/image-url.ts';

test('normalises a web address as it will be sent', () => {
  expect(checkImageUrl('  https://a.example/mug front.jpg ')).toEqual({
    ok: true,
    value: 'https://a.example/mug%20front.jpg',
  });
});

test('accepts a scheme in capitals', () => {
  expect(checkImageUrl('HTTPS://a.example/mug.jpg')).toEqual({
    ok: true,
    value: 'https://a.example/mug.jpg',
  });
});

test('counts an address as sent: escaped letters count three times or more', () => {
  const checked = checkImageUrl(`https://a.example/${'ü'.repeat(200)}.jpg`);
  expect(checked.ok ? null : checked.reason.code).toBe('address-too-long');
});

test.each([
  'mug.jpg',
  'ftp://a.example/mug.jpg',
  'https://',
  '',
  'data:image/png;base64,AA==',
  'file:///a.jpg',
])('refuses %o', (text) => {
  const checked = checkImageUrl(text);
  expect(checked.ok ? null : checked.reason.code).toBe('not-an-address');
});

test('refuses an address longer than a store accepts', () => {
  const start = 'https://a.example/';
  expect(checkImageUrl(start + 'a'.repeat(255 - start.length)).ok).toBe(true);
  const checked = checkImageUrl(start + 'a'.repeat(256 - start.length));
  expect(checked.ok ? null : checked.reason.code).toBe('address-too-long');
});

test('refuses an address that contains a password', () => {
  const checked = checkImageUrl('https://me:secret@a.example/mug.jpg');
  expect(checked.ok ? null : checked.reason.code).toBe('address-with-password');
});
