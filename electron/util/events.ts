import type { Log } from './log.ts';

/** What services report to each other. `E` is a union of events, told apart by `type`. */
export interface Events<E extends { type: string }> {
  /** Calls the listeners of the event's type before it returns, in the order in which they subscribed. Never throws. */
  emit: (event: E) => void;
  on<T extends E['type']>(type: T, listener: (event: Extract<E, { type: T }>) => void): void;
}

/** A listener that throws is logged and doesn't keep the event from the others. */
export function createEvents<E extends { type: string }>(log: Pick<Log, 'error'>): Events<E> {
  const listeners = new Map<string, ((event: never) => void)[]>();
  return {
    emit(event) {
      for (const listener of listeners.get(event.type) ?? []) {
        try {
          listener(event as never);
        } catch (error) {
          log.error(`a listener of ${event.type} failed`, { error: String(error) });
        }
      }
    },
    on(type, listener) {
      listeners.set(type, [...(listeners.get(type) ?? []), listener]);
    },
  };
}
