// Its function must not refer to this file: see below.
/* oxlint-disable unicorn/consistent-function-scoping */

/**
 * Structured clone as text, between Node and the preload's world. As in Electron, functions and host objects
 * (files, nodes, promises) are refused; unlike Electron, cyclic values are refused, too.
 *
 * One function without imports, because its source also runs in the browser.
 */
export function createCodec(): { encode(value: unknown): string; decode(text: string): unknown } {
  const tagKey = '$';
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

  function pack(value: unknown, inside: object[]): unknown {
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
        break;
    }
    if (value === null || value === undefined) return null;
    if (inside.includes(value)) return refuse();
    const deeper = [...inside, value];
    if (Array.isArray(value)) return value.map((item) => pack(item, deeper));
    if (value instanceof Date) return tagged('date', value.getTime());
    if (value instanceof Map)
      return tagged(
        'map',
        [...value].map((pair) => pack(pair, deeper)),
      );
    if (value instanceof Set)
      return tagged(
        'set',
        [...value].map((item) => pack(item, deeper)),
      );
    if (value instanceof Error) return tagged('error', [value.name, value.message, value.stack]);
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
    const entries = Object.entries(value).map(([key, item]) => [key, pack(item, deeper)] as const);
    return Object.hasOwn(value, tagKey) ? tagged('object', entries) : Object.fromEntries(entries);
  }

  function unpackTagged(tag: string, value: unknown): unknown {
    const list = () => (value as unknown[]).map(unpack);
    switch (tag) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(value);
      case 'bigint':
        return BigInt(value as string);
      case 'date':
        return new Date(value as number);
      case 'map':
        return new Map(list() as [unknown, unknown][]);
      case 'set':
        return new Set(list());
      case 'object':
        return Object.fromEntries(list() as [string, unknown][]);
      case 'error': {
        const [name, message, stack] = value as [string, string, string];
        return Object.assign(new Error(message), { name, stack });
      }
      case 'bytes': {
        const [type, text] = value as [string, string];
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        if (type === 'ArrayBuffer') return bytes.buffer;
        const View = (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>)[type];
        return View ? new View(bytes.buffer) : refuse();
      }
      default:
        return refuse();
    }
  }

  function unpack(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(unpack);
    if (tagKey in value) return unpackTagged(value[tagKey] as string, (value as { value?: unknown }).value);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unpack(item)]));
  }

  return {
    encode: (value) => JSON.stringify(pack(value, [])),
    decode: (text) => unpack(JSON.parse(text)),
  };
}
