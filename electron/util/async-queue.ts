/**
 * Hands what one producer finds to several workers, in order, and lets the producer run ahead of them.
 * Iterating ends once the queue is closed and empty.
 */
interface AsyncQueue<T> {
  push(items: readonly T[]): void;
  close(): void;
  /** The next item, or null when there will be no more. */
  next(): Promise<T | null>;
}

export function createAsyncQueue<T>(): AsyncQueue<T> {
  const items: T[] = [];
  let taken = 0;
  let closed = false;
  const waiting: (() => void)[] = [];
  const wakeAll = () => waiting.splice(0).forEach((wake) => wake());
  return {
    push(more) {
      for (const item of more) items.push(item);
      wakeAll();
    },
    close() {
      closed = true;
      wakeAll();
    },
    async next() {
      for (;;) {
        if (taken < items.length) {
          const item = items[taken];
          taken += 1;
          return item ?? null;
        }
        if (closed) return null;
        await new Promise<void>((wake) => waiting.push(wake));
      }
    },
  };
}
