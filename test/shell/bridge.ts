// Its function must not refer to this file: see below.
/* oxlint-disable unicorn/consistent-function-scoping */

type Work = (...args: unknown[]) => unknown;

/** A primitive as it is, or the place of another value among the nodes. */
type Packed = string | number | bigint | boolean | null | undefined | readonly [node: number];

/** A value that is no primitive. Symbols are one, because they can't be cloned. */
type Node =
  | { type: 'array'; items: Packed[] }
  | { type: 'object'; entries: [key: Packed, value: Packed][] }
  | { type: 'function'; id: number }
  | { type: 'returned-function'; id: number }
  | { type: 'promise'; id: number }
  | { type: 'error'; message: string }
  | { type: 'symbol'; id: string; description: string | undefined }
  | { type: 'shared-symbol'; key: string }
  | { type: 'own-symbol'; name: string }
  | { type: 'element'; index: number }
  | { type: 'file'; index: number }
  | { type: 'clone'; value: unknown };

interface Parcel {
  value: Packed;
  nodes: Node[];
}

/** Requests between the worlds. The page's world and the preload's share only a document. */
type Message =
  | { type: 'expose'; key: string; parcel: Parcel }
  | { type: 'call'; id: number; parcel: Parcel }
  | { type: 'reply'; parcel: Parcel }
  | { type: 'thrown'; error: string }
  | { type: 'settled'; id: number; ok: boolean; parcel: Parcel };

/** What is sent beside a message, because both worlds see it as it is. */
interface Host {
  files: File[];
  elements: Element[];
}

/**
 * One side of Electron's context bridge, by the rules of `shell/renderer/api/electron_api_context_bridge.cc`: values
 * are copied, functions become functions that call across, promises become promises that settle across. Calls are
 * synchronous, as in Electron, because dispatching an event is.
 *
 * The worlds communicate by events of two secret names. An event's `detail` is structurally cloned when the other world
 * reads it, and is null if that is impossible. Files are sent before it in a form's data, and elements as related
 * targets: both worlds see these as they are, and cloning ten thousand files would take seconds.
 *
 * One function without imports, because its source runs in the browser, before anything else there.
 *
 * @param outgoing name of the events this side sends
 * @param incoming name of the events it receives
 * @param beforeFiles called with the files among a call's arguments before the call is made; makes that call a promise
 */
export function createBridge(
  outgoing: string,
  incoming: string,
  beforeFiles: ((files: File[]) => Promise<void>) | null,
): { expose(key: string, api: unknown): void } {
  const dispatch = document.dispatchEvent.bind(document);
  const Carrier = CustomEvent;
  const FileCarrier = FormDataEvent;
  const ElementCarrier = MouseEvent;
  const Form = FormData;
  const { defineProperty, freeze, getOwnPropertyDescriptor } = Object;
  const { apply, ownKeys } = Reflect;
  const { toString } = Object.prototype;
  const maxDepth = 1_000;
  /** Kinds that Electron serializes; any other object is copied by its own properties. */
  const cloned = new Set(
    ['Date', 'Boolean', 'Number', 'String', 'RegExp', 'Map', 'Set', 'ArrayBuffer', 'DataView'].map(
      (name) => `[object ${name}]`,
    ),
  );

  const functions = new Map<number, { work: Work; receiver: unknown }>();
  /** Functions of the other side, by what they are here. */
  const returned = new WeakMap<object, number>();
  const promises = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  const symbols = new Map<string, symbol>();
  const symbolIds = new Map<symbol, string>();
  let lastId = 0;
  let reply: { message: Message; host: Host } | undefined;
  /** What comes before the next message. */
  let arrived: Host = { files: [], elements: [] };

  const noClone = () => new Error('An object could not be cloned.');
  const uncaught = (error: unknown) => `Uncaught ${String(error)}`;

  function send(message: Message, { files, elements }: Host): void {
    for (const element of elements) dispatch(new ElementCarrier(outgoing, { relatedTarget: element }));
    if (files.length > 0) {
      const formData = new Form();
      for (const file of files) formData.append('file', file);
      dispatch(new FileCarrier(outgoing, { formData }));
    }
    dispatch(new Carrier(outgoing, { detail: message }));
  }

  function messageOf(error: unknown): string {
    const unknown =
      'An unknown exception occurred in the isolated context, an error occurred but a valid exception was not thrown.';
    if (typeof error !== 'object' || error === null) return unknown;
    const { message } = error as { message?: unknown };
    return typeof message === 'string' ? message : unknown;
  }

  /** Packs values for one message: what is in it twice arrives as one. */
  function packer() {
    const nodes: Node[] = [];
    const host: Host = { files: [], elements: [] };
    const packed = new Map<unknown, Packed>();

    const put = (node: Node): Packed => [nodes.push(node) - 1];
    const keep = (value: unknown, node: Node): Packed => {
      const place = put(node);
      packed.set(value, place);
      return place;
    };

    function packSymbol(value: symbol): Packed {
      const key = Symbol.keyFor(value);
      if (key !== undefined) return put({ type: 'shared-symbol', key });
      const name = ownKeys(Symbol).find(
        (own) => (Symbol as unknown as Record<PropertyKey, unknown>)[own] === value,
      );
      if (name !== undefined) return put({ type: 'own-symbol', name: String(name) });
      let id = symbolIds.get(value);
      if (id === undefined) {
        id = `${outgoing} ${++lastId}`;
        symbolIds.set(value, id);
        symbols.set(id, value);
      }
      return put({ type: 'symbol', id, description: value.description });
    }

    function packFunction(work: Work, receiver: unknown): Packed {
      const theirs = returned.get(work);
      if (theirs !== undefined) return put({ type: 'returned-function', id: theirs });
      functions.set(++lastId, { work, receiver });
      return keep(work, { type: 'function', id: lastId });
    }

    function packPromise(promise: Promise<unknown>): Packed {
      const id = ++lastId;
      const report = (ok: boolean) => (value: unknown) => {
        const own = packer();
        let message: Message;
        try {
          message = { type: 'settled', id, ok, parcel: own.parcel(value) };
        } catch (error) {
          message = { type: 'settled', id, ok: false, parcel: packer().parcel(new Error(uncaught(error))) };
        }
        send(message, own.host);
      };
      promise.then(report(true), report(false));
      return keep(promise, { type: 'promise', id });
    }

    function pack(value: unknown, parent: unknown, depth: number): Packed {
      if (depth >= maxDepth) {
        throw new TypeError(
          'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
        );
      }
      if (typeof value === 'symbol') return packSymbol(value);
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
        return value as Packed;
      const known = packed.get(value);
      if (known !== undefined) return known;
      if (typeof value === 'function') return packFunction(value as Work, parent);
      if (value instanceof Promise) return packPromise(value);
      if (value instanceof Error && !(value instanceof DOMException)) {
        const { message } = value as { message: unknown };
        return put({ type: 'error', message: typeof message === 'string' ? message : uncaught(value) });
      }
      if (Array.isArray(value)) {
        const items = Array.from(value, (item: unknown) => pack(item, value, depth + 1));
        return keep(value, { type: 'array', items });
      }
      if (value instanceof Element) return put({ type: 'element', index: host.elements.push(value) - 1 });
      if (value instanceof File) return put({ type: 'file', index: host.files.push(value) - 1 });
      if (value instanceof Blob || value instanceof VideoFrame) return put({ type: 'clone', value });
      if (ArrayBuffer.isView(value) || cloned.has(apply(toString, value, []))) {
        refuseHosts(value, []);
        return keep(value, { type: 'clone', value });
      }
      // A symbol's object, which nothing serializes.
      if (apply(toString, value, []) === '[object Symbol]') throw noClone();
      // A file list is one of these, and so loses its length and its iterator.
      const entries: [Packed, Packed][] = [];
      const place = keep(value, { type: 'object', entries });
      for (const key of ownKeys(value)) {
        if (!getOwnPropertyDescriptor(value, key)?.enumerable) continue;
        const item = (value as Record<PropertyKey, unknown>)[key];
        entries.push([pack(key, value, depth), pack(item, value, depth + 2)]);
      }
      return place;
    }

    return {
      host,
      parcel: (value: unknown): Parcel => ({ value: pack(value, window, 0), nodes }),
      /** Each begins at the depth of a single value. */
      argumentsParcel: (args: unknown[]): Parcel => ({
        value: put({ type: 'array', items: args.map((value) => pack(value, window, 0)) }),
        nodes,
      }),
    };
  }

  /** Electron's serializer takes no object of the browser, which a clone would take. */
  function refuseHosts(value: unknown, inside: object[]): void {
    if (typeof value === 'function' || typeof value === 'symbol') throw noClone();
    if (typeof value !== 'object' || value === null || inside.includes(value)) return;
    const deeper = [...inside, value];
    if (value instanceof Map) {
      for (const pair of value) pair.forEach((item) => refuseHosts(item, deeper));
    } else if (value instanceof Set) {
      for (const item of value) refuseHosts(item, deeper);
    } else if (Array.isArray(value)) {
      for (const item of value) refuseHosts(item, deeper);
    } else if (apply(toString, value, []) === '[object Object]') {
      for (const item of Object.values(value)) refuseHosts(item, deeper);
    } else if (value instanceof Blob || value instanceof EventTarget || value instanceof Promise)
      throw noClone();
  }

  function unpack({ value, nodes }: Parcel, host: Host, frozen = false): unknown {
    const made: { value: unknown }[] = [];

    function call(id: number): Work {
      const work: Work = (...args) => callAcross(id, args);
      returned.set(work, id);
      return work;
    }

    function make(index: number): unknown {
      const known = made[index];
      if (known !== undefined) return known.value;
      const node = nodes[index]!;
      const keep = <T>(value: T): T => {
        made[index] = { value };
        return value;
      };
      switch (node.type) {
        case 'array':
          return keep(node.items.map(open));
        case 'object': {
          const object = keep({});
          for (const [key, item] of node.entries) {
            // Not by assignment: a key may be `__proto__`.
            defineProperty(object, open(key) as PropertyKey, {
              value: open(item),
              writable: true,
              enumerable: true,
              configurable: true,
            });
          }
          return object;
        }
        case 'function':
          return keep(call(node.id));
        case 'returned-function':
          return keep(functions.get(node.id)?.work);
        case 'promise':
          return keep(
            new Promise((resolve, reject) => {
              promises.set(node.id, { resolve, reject });
            }),
          );
        case 'error':
          return keep(new Error(node.message));
        case 'symbol': {
          const symbol = symbols.get(node.id) ?? Symbol(node.description);
          symbols.set(node.id, symbol);
          symbolIds.set(symbol, node.id);
          return keep(symbol);
        }
        case 'shared-symbol':
          return keep(Symbol.for(node.key));
        case 'own-symbol':
          return keep((Symbol as unknown as Record<string, symbol>)[node.name]);
        case 'element':
          return keep(host.elements[node.index]);
        case 'file':
          return keep(host.files[node.index]);
        case 'clone':
          return keep(node.value);
      }
    }

    function open(item: Packed): unknown {
      return Array.isArray(item) ? make(item[0] as number) : item;
    }

    const opened = open(value);
    if (frozen) {
      for (const { value: one } of made.filter(Boolean)) if (!ArrayBuffer.isView(one)) freeze(one);
    }
    return opened;
  }

  /** Sends a message that the other side answers at once. */
  function ask(message: Message, host: Host): unknown {
    reply = undefined;
    send(message, host);
    const got = reply as { message: Message; host: Host } | undefined;
    reply = undefined;
    if (got?.message.type === 'thrown') throw new Error(got.message.error);
    if (got?.message.type !== 'reply') throw noClone();
    return unpack(got.message.parcel, got.host);
  }

  function callAcross(id: number, args: unknown[]): unknown {
    const own = packer();
    return ask({ type: 'call', id, parcel: own.argumentsParcel(args) }, own.host);
  }

  function answer({ id, parcel }: Message & { type: 'call' }, host: Host): void {
    const { work, receiver } = functions.get(id)!;
    let value: unknown;
    try {
      const args = unpack(parcel, host) as unknown[];
      const run = () => apply(work, receiver, args);
      value = host.files.length > 0 && beforeFiles ? beforeFiles(host.files).then(run) : run();
    } catch (error) {
      return send({ type: 'thrown', error: messageOf(error) }, { files: [], elements: [] });
    }
    const own = packer();
    try {
      send({ type: 'reply', parcel: own.parcel(value) }, own.host);
    } catch (error) {
      send({ type: 'thrown', error: uncaught(error) }, { files: [], elements: [] });
    }
  }

  function bind({ key, parcel }: Message & { type: 'expose' }, host: Host): void {
    const nothing = { files: [], elements: [] };
    if (key in window) {
      const error = 'Cannot bind an API on top of an existing property on the window object';
      return send({ type: 'thrown', error }, nothing);
    }
    defineProperty(window, key, { value: unpack(parcel, host, true), enumerable: true });
    send({ type: 'reply', parcel: { value: undefined, nodes: [] } }, nothing);
  }

  document.addEventListener(incoming, (event) => {
    if (event instanceof FileCarrier) {
      arrived.files = event.formData.getAll('file') as File[];
      return;
    }
    if (event instanceof ElementCarrier) {
      arrived.elements.push(event.relatedTarget as Element);
      return;
    }
    const message = (event as CustomEvent<Message | null>).detail;
    const host = arrived;
    arrived = { files: [], elements: [] };
    switch (message?.type) {
      case 'call':
        return answer(message, host);
      case 'reply':
      case 'thrown':
        reply = { message, host };
        return;
      case 'settled': {
        const promise = promises.get(message.id);
        promises.delete(message.id);
        const value = unpack(message.parcel, host);
        if (message.ok) promise?.resolve(value);
        else promise?.reject(value);
        return;
      }
      case 'expose':
        return bind(message, host);
      case undefined:
        return;
    }
  });

  return {
    expose(key, api) {
      const own = packer();
      ask({ type: 'expose', key, parcel: own.parcel(api) }, own.host);
    },
  };
}
