/** Chai with what Electron's specs add to it: properties that are called, and assertions about promises. */
import { Assertion, expect as plainExpect, use } from 'chai';

type Loose = Record<string, unknown>;

const called = ['true', 'false', 'null', 'undefined', 'exist', 'ok', 'empty', 'NaN'];

use(() => {
  const prototype = Assertion.prototype as unknown as Loose;
  for (const name of called) {
    const { get } = Object.getOwnPropertyDescriptor(prototype, name)!;
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: object) {
        return () => get?.call(this) as unknown;
      },
    });
  }
});

/** `expect(promise).to.eventually…` and `…rejectedWith(…)` are promises; all else is Chai's own. */
export function expect(value: unknown, message?: string): unknown {
  if (!(value instanceof Promise)) return plainExpect(value, message);
  return chain(value, []);
}

function chain(promise: Promise<unknown>, path: string[]): unknown {
  return new Proxy(() => undefined, {
    get: (_target, name) => (typeof name === 'string' ? chain(promise, [...path, name]) : undefined),
    apply: (_target, _self, args) => assertLater(promise, path, args),
  });
}

async function assertLater(promise: Promise<unknown>, path: string[], args: unknown[]): Promise<void> {
  const last = path.at(-1);
  if (last === 'rejected' || last === 'rejectedWith') {
    const error = await promise.then(
      () => {
        throw new Error('expected the promise to be rejected');
      },
      (caught: unknown) => caught,
    );
    const [wanted] = args;
    if (typeof wanted === 'string') plainExpect((error as Error).message).to.include(wanted);
    if (wanted instanceof RegExp) plainExpect((error as Error).message).to.match(wanted);
    return;
  }
  let assertion: unknown = plainExpect(await promise);
  for (const name of path.filter((step) => step !== 'eventually' && step !== 'fulfilled').slice(0, -1)) {
    assertion = (assertion as Loose)[name];
  }
  if (last !== undefined && last !== 'fulfilled')
    (assertion as Record<string, (...given: unknown[]) => unknown>)[last]?.(...args);
}
