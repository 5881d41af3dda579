import { describe, expect, it } from 'vitest';
import { parseApiOrigin, parseStoreAddress } from '../../../electron/bigcommerce/address.ts';
import { reasonOf } from './outcomes.ts';
import { sentenceOf } from '../../../shared/messages/reason.ts';

const live = 'https://api.bigcommerce.com';

describe('the address of a store', () => {
  it.each([
    ['abc123xyz', 'abc123xyz', live],
    ['  ABC123  ', 'abc123', live],
    ['store-abc123', 'abc123', live],
    ['stores/abc123', 'abc123', live],
    ['/stores/abc123/v3/', 'abc123', live],
    ['https://api.bigcommerce.com/stores/abc123/v3/', 'abc123', live],
    ['https://api.bigcommerce.com/stores/abc123', 'abc123', live],
    ['api.bigcommerce.com/stores/abc123/v2', 'abc123', live],
    ['API PATH: https://api.bigcommerce.com/stores/abc123/v3/', 'abc123', live],
    ['https://store-abc123.mybigcommerce.com/manage/products?page=2', 'abc123', live],
    ['store-abc123.mybigcommerce.com', 'abc123', live],
    ['https://store-abc123-2.mybigcommerce.com/', 'abc123', live],
    ['http://127.0.0.1:8080/stores/practice1', 'practice1', 'http://127.0.0.1:8080'],
    ['http://localhost:8080/stores/practice1/v3/', 'practice1', 'http://localhost:8080'],
    ['http://[::1]:8080/stores/practice1', 'practice1', 'http://[::1]:8080'],
    ['127.0.0.1:8080/stores/practice1', 'practice1', 'http://127.0.0.1:8080'],
  ])('finds the store in %j', (text, hash, apiOrigin) => {
    expect(parseStoreAddress(text)).toEqual({ ok: true, value: { hash, apiOrigin } });
  });

  it.each([
    ['', 'no-address'],
    ['   ', 'no-address'],
    ['http://api.bigcommerce.com/stores/abc123', 'not-secure'],
    ['http://127.0.0.1.example.com/stores/abc123', 'not-secure'],
    ['https://example.com/stores/abc123', 'foreign-host'],
    ['https://api.bigcommerce.com.example.com/stores/abc123', 'foreign-host'],
    ['https://my-shop.mybigcommerce.com/', 'storefront-address'],
    ['www.my-shop.com', 'storefront-address'],
    ['mara@my-shop.com', 'address-is-email'],
    ['https://api.bigcommerce.com/', 'bad-address'],
    ['https://api.bigcommerce.com/stores//v3', 'bad-address'],
    ['http://127.0.0.1:8080/', 'bad-address'],
    ['https://user:secret@api.bigcommerce.com/stores/abc123', 'origin-with-password'],
    ['ftp://api.bigcommerce.com/stores/abc123', 'bad-origin'],
    ['my shop', 'bad-address'],
    ['abc_123', 'bad-address'],
    ['stores/%2e%2e', 'bad-address'],
  ])('refuses %j with a reason', (text, code) => {
    const parsed = parseStoreAddress(text);
    expect(parsed).toMatchObject({ ok: false, reason: { code } });
    expect(sentenceOf(reasonOf(parsed))).toMatch(/^[A-Z“].*\.$/);
  });
});

describe('the origin of an API', () => {
  it.each([
    ['https://api.example.com/', 'https://api.example.com'],
    ['https://api.example.com:8443/some/path', 'https://api.example.com:8443'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://[::1]:4000/', 'http://[::1]:4000'],
  ])('accepts %s', (text, origin) => {
    expect(parseApiOrigin(text)).toEqual({ ok: true, value: origin });
  });

  it.each(['http://api.example.com', 'http://10.0.0.1', 'file:///etc/passwd', 'nonsense', ''])(
    'sends no token to %j',
    (text) => {
      expect(parseApiOrigin(text).ok).toBe(false);
    },
  );
});
