import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { mayAsk, mayFollow, readFeed } from '../../../electron/updates/update-feed.ts';
import { updateFeedOf } from '../../../scripts/package/update-feed.mjs';
import { publicKeyOf } from '../../../scripts/package/update-manifest.mjs';

const key = publicKeyOf(generateKeyPairSync('ed25519').privateKey);
const other = publicKeyOf(generateKeyPairSync('ed25519').privateKey);
const rsa = publicKeyOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey);

describe('the feed of a build', () => {
  test('is none unless its address is set', () => {
    expect(updateFeedOf({})).toBeNull();
    expect(updateFeedOf({ PACKSHOT_UPDATE_FEED: '', PACKSHOT_UPDATE_KEYS: key })).toBeNull();
    expect(readFeed('null')).toBeNull();
  });

  test('has the key in use and its successor, as the app reads them', () => {
    const feed = updateFeedOf({
      PACKSHOT_UPDATE_FEED: 'https://updates.example/packshot',
      PACKSHOT_UPDATE_KEYS: `${key},${other}`,
    });
    expect(feed).toEqual({ url: 'https://updates.example/packshot/', keys: [key, other] });
    expect(readFeed(JSON.stringify(feed))).toEqual(feed);
  });

  test.each([
    ['no key', ''],
    ['three keys', `${key},${other},${key}`],
    ['a key of another type', rsa],
    ['no key at all', 'bm90IGEga2V5'],
  ])('is refused when it is built with %s', (_what, keys) => {
    const env = { PACKSHOT_UPDATE_FEED: 'https://updates.example/', PACKSHOT_UPDATE_KEYS: keys };
    expect(() => updateFeedOf(env)).toThrow('PACKSHOT_UPDATE_KEYS');
  });

  test.each([
    { url: 'http://updates.example/', keys: [key] },
    { url: 'file:///etc/', keys: [key] },
    { url: 'https://updates.example/', keys: [] },
    { url: 'https://updates.example/', keys: [rsa] },
    { url: 'https://updates.example/' },
  ])('is not used as %j', (feed) => {
    expect(readFeed(JSON.stringify(feed))).toBeNull();
  });
});

test('only encrypted connections lead to another computer', () => {
  expect(mayAsk('https://updates.example/stable.json')).toBe(true);
  expect(mayAsk('http://127.0.0.1:3000/stable.json')).toBe(true);
  for (const address of ['http://updates.example/', 'http://127.0.0.1.example/', 'ftp://127.0.0.1/', 'x']) {
    expect(mayAsk(address), address).toBe(false);
  }
});

test('an encrypted feed leads to no program on this computer', () => {
  const [encrypted, local] = ['https://updates.example/', 'http://127.0.0.1:3000/'];
  expect(mayFollow(encrypted, 'https://files.example/a.zip')).toBe(true);
  expect(mayFollow(encrypted, 'http://127.0.0.1:9200/_shutdown')).toBe(false);
  expect(mayFollow(local, 'http://127.0.0.1:3001/stable.json')).toBe(true);
  expect(mayFollow(local, 'http://files.example/a.zip')).toBe(false);
});
