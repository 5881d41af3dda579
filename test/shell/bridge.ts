// Its function must not refer to this file: see below.
/* oxlint-disable unicorn/consistent-function-scoping */

/** Requests between the worlds. The page's world and the preload's share only a document. */
type Message =
  | { type: 'expose'; key: string; api: unknown }
  | { type: 'call'; id: number; args: unknown }
  | { type: 'reply'; value: unknown }
  | { type: 'thrown'; error: string }
  | { type: 'settled'; id: number; ok: boolean; value: unknown };

/**
 * One side of Electron's context bridge: values are copied, functions become functions that call across,
 * promises become promises that settle across. Calls are synchronous, as in Electron, because dispatching an
 * event is.
 *
 * The worlds communicate by events of two secret names. An event's `detail` is structurally cloned when the
 * other world reads it, and is null if that is impossible. Files are sent before it in a form's data, which
 * both worlds see as it is: cloning ten thousand of them would take seconds.
 *
 * One function without imports, because its source runs in the browser, before anything else there.
 *
 * @param outgoing name of the events this side sends
 * @param incoming name of the events it receives
 * @param marker key of the objects that represent functions and promises
 * @param beforeFiles called with the files among a call's arguments before the call is made; makes that call
 * a promise
 */
export function createBridge(
  outgoing: string,
  incoming: string,
  marker: string,
  beforeFiles: ((files: File[]) => Promise<void>) | null,
): { expose(key: string, api: unknown): void } {
  const dispatch = document.dispatchEvent.bind(document);
  const Carrier = CustomEvent;
  const FileCarrier = FormDataEvent;
  const Form = FormData;
  const { defineProperty, freeze, entries, fromEntries, getPrototypeOf } = Object;
  const functions = new Map<number, (...args: unknown[]) => unknown>();
  const promises = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  let reply: { message: Message; files: File[] } | undefined;

  /** Files of the next message. */
  let arrived: File[] = [];

  function send(message: Message, files: File[] = []): void {
    if (files.length > 0) {
      const formData = new Form();
      for (const file of files) formData.append('file', file);
      dispatch(new FileCarrier(outgoing, { formData }));
    }
    dispatch(new Carrier(outgoing, { detail: message }));
  }
  const words = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const isPlain = (value: object) => {
    const prototype: unknown = getPrototypeOf(value);
    return prototype === null || getPrototypeOf(prototype) === null;
  };

  /** A copy that can be sent; `files` collects the files in it. */
  function pack(value: unknown, files: File[]): unknown {
    if (typeof value === 'function') {
      functions.set(++lastId, value as (...args: unknown[]) => unknown);
      return { [marker]: 'function', id: lastId };
    }
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof File) return { [marker]: 'file', id: files.push(value) - 1 };
    if (value instanceof FileList) return pack([...value], files);
    if (value instanceof Promise) {
      const id = ++lastId;
      const respond = (ok: boolean, result: unknown) => {
        const held: File[] = [];
        send({ type: 'settled', id, ok, value: ok ? pack(result, held) : words(result) }, held);
      };
      value.then(
        (result: unknown) => respond(true, result),
        (error: unknown) => respond(false, error),
      );
      return { [marker]: 'promise', id };
    }
    if (Array.isArray(value)) return value.map((item) => pack(item, files));
    if (!isPlain(value)) return value;
    return fromEntries(entries(value).map(([key, item]) => [key, pack(item, files)]));
  }

  function unpack(value: unknown, files: File[], frozen = false): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const keep = <T>(made: T) => (frozen ? freeze(made) : made);
    if (Array.isArray(value)) return keep(value.map((item) => unpack(item, files, frozen)));
    if (!isPlain(value)) return value;
    const { [marker]: kind, id } = value as { [key: string]: unknown; id?: number };
    if (kind === 'file') return files[id as number];
    if (kind === 'function') return keep((...args: unknown[]) => call(id as number, args));
    if (kind === 'promise') {
      return new Promise((resolve, reject) => {
        promises.set(id as number, { resolve, reject });
      });
    }
    return keep(fromEntries(entries(value).map(([key, item]) => [key, unpack(item, files, frozen)])));
  }

  function call(id: number, args: unknown[]): unknown {
    const files: File[] = [];
    reply = undefined;
    send({ type: 'call', id, args: pack(args, files) }, files);
    const got = reply as { message: Message; files: File[] } | undefined;
    reply = undefined;
    if (got?.message.type === 'thrown') throw new Error(got.message.error);
    if (got?.message.type !== 'reply') throw new Error('An object could not be cloned.');
    return unpack(got.message.value, got.files);
  }

  function answer(message: Message & { type: 'call' }, files: File[]): void {
    try {
      const called = functions.get(message.id);
      const args = unpack(message.args, files) as unknown[];
      const value =
        files.length > 0 && beforeFiles
          ? beforeFiles(files).then(() => called?.(...args))
          : called?.(...args);
      const held: File[] = [];
      send({ type: 'reply', value: pack(value, held) }, held);
    } catch (error) {
      send({ type: 'thrown', error: words(error) });
    }
  }

  document.addEventListener(incoming, (event) => {
    if (event instanceof FileCarrier) {
      arrived = event.formData.getAll('file') as File[];
      return;
    }
    const message = (event as CustomEvent<Message | null>).detail;
    const files = arrived;
    arrived = [];
    switch (message?.type) {
      case 'call':
        answer(message, files);
        return;
      case 'reply':
      case 'thrown':
        reply = { message, files };
        return;
      case 'settled': {
        const promise = promises.get(message.id);
        promises.delete(message.id);
        if (message.ok) promise?.resolve(unpack(message.value, files));
        else promise?.reject(new Error(String(message.value)));
        return;
      }
      case 'expose':
        defineProperty(window, message.key, { value: unpack(message.api, files, true), enumerable: true });
        return;
      case undefined:
        return;
    }
  });

  return {
    expose(key, api) {
      const files: File[] = [];
      send({ type: 'expose', key, api: pack(api, files) }, files);
    },
  };
}
