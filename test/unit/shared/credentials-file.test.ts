import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCredentials } from '../../../shared/credentials-file.ts';

const apiPath = 'https://api.bigcommerce.com/stores/abc123/v3/';
const whole = { apiPath, accessToken: '1token', hasClientData: true };

test.each([
  [
    'the file as it is downloaded',
    `CLIENT NAME: Packshot\nACCESS TOKEN: 1token\nAPI PATH: ${apiPath}\nCLIENT ID: 2id\nCLIENT SECRET: 3secret\n`,
    whole,
  ],
  [
    'values on lines of their own',
    `API PATH\r\n${apiPath}\r\n\r\nACCESS TOKEN\r\n1token\r\n\r\nCLIENT ID\r\n2id`,
    whole,
  ],
  ['one line', `Access token: 1token API path: ${apiPath} Client secret: 3secret`, whole],
  ['a token alone', 'ACCESS TOKEN: 1token', { apiPath: null, accessToken: '1token', hasClientData: false }],
  [
    'an empty value',
    `ACCESS TOKEN:\nAPI PATH: ${apiPath}`,
    { apiPath, accessToken: null, hasClientData: false },
  ],
  [
    'a client secret alone',
    'CLIENT SECRET: 3secret',
    { apiPath: null, accessToken: null, hasClientData: true },
  ],
])('reads %s', (_, text, expected) => {
  expect(readCredentials(text)).toEqual(expected);
});

test.each(['1token', apiPath, 'mara@example.com', ''])(
  'leaves %j to the field it was pasted into',
  (text) => {
    expect(readCredentials(text)).toBeNull();
  },
);

test('the client secret is never taken, wherever it stands', () => {
  const lines = fc.shuffledSubarray(
    ['ACCESS TOKEN: 1token', `API PATH: ${apiPath}`, 'CLIENT ID: 2id', 'CLIENT SECRET: 3secret'],
    { minLength: 1 },
  );
  fc.assert(
    fc.property(lines, fc.constantFrom('\n', '\r\n', ' '), (some, between) => {
      const read = JSON.stringify(readCredentials(some.join(between)));
      expect(read).not.toMatch(/2id|3secret/);
    }),
  );
});
