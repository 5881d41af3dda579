import { expect, test } from 'vitest';
import { createCodec } from '../shell/clone.ts';

const { encode, decode } = createCodec();

test('an error that crosses the shell keeps its message, stack and cause, and no name but V8’s own', () => {
  class OwnError extends RangeError {
    override name = 'OwnError';
    secret = 'kept back';
  }
  const sent = new OwnError('out of range', { cause: new TypeError('why') });
  const got = decode(encode(sent)) as OwnError;
  expect(got).not.toBeInstanceOf(RangeError);
  expect([got.name, got.message, got.stack, got.secret]).toEqual([
    'Error',
    'out of range',
    sent.stack,
    undefined,
  ]);
  expect(got.cause).toBeInstanceOf(TypeError);
});
