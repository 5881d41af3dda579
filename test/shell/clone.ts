// Its function must not refer to this file: see below.
/* oxlint-disable unicorn/consistent-function-scoping */

/**
 * Structured clone as text, between Node and the preload's world, by the rules of V8's `ValueSerializer`, which
 * Electron uses: functions and host objects (files, nodes, promises) are refused, an object that is met again arrives
 * as the same one, an instance of a class as its own properties, and an error keeps no name but V8's own.
 *
 * One function without imports, because its source also runs in the browser.
 */
export function createCodec(): { encode(value: unknown): string; decode(text: string): unknown } {
  const tagKey = '$';
  const errors = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
  const refuse = (): never => {
    throw new Error('An object could not be cloned.');
  };
  const tagged = (tag: string, value?: unknown) => ({ [tagKey]: tag, value });

  function toBase64(bytes: Uint8Array): string {
    let text = '';
    for (let from = 0; from < bytes.length; from += 32_768) {
      text += String.fromCharCode(...bytes.subarray(from, from + 32_768));
    }
    return btoa(text);
  }

  /** `seen` numbers the objects in the order in which both sides meet them. */
  function pack(value: unknown, seen: Map<object, number>): unknown {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : tagged('number', Object.is(value, -0) ? '-0' : String(value));
      case 'undefined':
        return tagged('undefined');
      case 'bigint':
        return tagged('bigint', String(value));
      case 'function':
      case 'symbol':
        return refuse();
      case 'object':
        return value === null ? null : packObject(value, seen);
    }
  }

  function packObject(value: object, seen: Map<object, number>): unknown {
    const met = seen.get(value);
    if (met !== undefined) return tagged('met', met);
    seen.set(value, seen.size);
    const packAll = (items: Iterable<unknown>) => Array.from(items, (item) => pack(item, seen));
    if (Array.isArray(value)) return packAll(value);
    if (value instanceof Date) return tagged('date', value.getTime());
    if (value instanceof RegExp) return tagged('pattern', [value.source, value.flags]);
    if (value instanceof Map) return tagged('map', packAll(value));
    if (value instanceof Set) return tagged('set', packAll(value));
    if (value instanceof Error && !(value instanceof DOMException)) {
      const cause = Object.hasOwn(value, 'cause') ? [pack(value.cause, seen)] : [];
      return tagged('error', [value.name, value.message, value.stack, ...cause]);
    }
    if (value instanceof ArrayBuffer)
      return tagged('bytes', ['ArrayBuffer', toBase64(new Uint8Array(value))]);
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      return tagged('bytes', [
        value.constructor.name === 'Buffer' ? 'Uint8Array' : value.constructor.name,
        toBase64(bytes),
      ]);
    }
    if (Object.prototype.toString.call(value) !== '[object Object]') return refuse();
    const entries = Object.entries(value).map(([key, item]) => [key, pack(item, seen)] as const);
    return Object.hasOwn(value, tagKey) ? tagged('object', entries) : Object.fromEntries(entries);
  }

  function unpackTagged(tag: string, value: unknown, made: unknown[]): unknown {
    const keep = <T>(object: T): T => {
      made.push(object);
      return object;
    };
    switch (tag) {
      case 'met':
        return made[value as number];
      case 'undefined':
        return undefined;
      case 'number':
        return Number(value);
      case 'bigint':
        return BigInt(value as string);
      case 'date':
        // A date that is none has become null on the way.
        return keep(new Date((value as number | null) ?? NaN));
      case 'pattern':
        return keep(new RegExp(...(value as [string, string])));
      case 'map': {
        const map = keep(new Map<unknown, unknown>());
        for (const pair of value as unknown[]) map.set(...(unpack(pair, made) as [unknown, unknown]));
        return map;
      }
      case 'set': {
        const set = keep(new Set());
        for (const item of value as unknown[]) set.add(unpack(item, made));
        return set;
      }
      case 'object': {
        const object = keep({});
        for (const [key, item] of value as [string, unknown][]) {
          // Not by assignment: a key may be `__proto__`.
          Object.defineProperty(object, key, {
            value: unpack(item, made),
            writable: true,
            enumerable: true,
            configurable: true,
          });
        }
        return object;
      }
      case 'error': {
        const [name, message, stack, ...cause] = value as [string, string, string, unknown?];
        const error = keep(new (errors[name as keyof typeof errors] ?? Error)(message));
        const own = { configurable: true, writable: true };
        Object.defineProperty(error, 'stack', { ...own, value: stack });
        for (const item of cause)
          Object.defineProperty(error, 'cause', { ...own, value: unpack(item, made) });
        return error;
      }
      case 'bytes': {
        const [type, text] = value as [string, string];
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        if (type === 'ArrayBuffer') return keep(bytes.buffer);
        const View = (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>)[type];
        return View ? keep(new View(bytes.buffer)) : refuse();
      }
      default:
        return refuse();
    }
  }

  /** In place: what JSON has read belongs to nobody else. */
  function unpack(value: unknown, made: unknown[]): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const object = value as Record<string, unknown>;
    if (!Array.isArray(value) && Object.hasOwn(object, tagKey))
      return unpackTagged(object[tagKey] as string, object['value'], made);
    made.push(value);
    for (const key of Object.keys(object)) object[key] = unpack(object[key], made);
    return value;
  }

  return {
    encode: (value) => JSON.stringify(pack(value, new Map())),
    decode: (text) => unpack(JSON.parse(text), []),
  };
}
