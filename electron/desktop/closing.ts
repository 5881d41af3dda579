import type { Log } from '../util/log.ts';

export interface Closing {
  /** For `before-quit`: quitting waits until the app has closed. */
  beforeQuit(event: { preventDefault(): void }): void;
  /** Closes the app, then calls `next`. Does nothing if the app is being closed already. */
  closeThen(next: () => void): void;
  /** Closes the app, then does `work`. Quitting waits for it, too. */
  closeFor(work: () => Promise<void>): void;
  /** Whether the app is being closed, or is closed. */
  readonly hasBegun: boolean;
}

/** Closes the app once, whoever asks for it. Uploads cut short are resumed on the next start. */
export function createClosing(ports: {
  close(): Promise<void>;
  quit(): void;
  log: Pick<Log, 'error'>;
}): Closing {
  let state: 'open' | 'closing' | 'closed' = 'open';
  const close = async (): Promise<void> => {
    state = 'closing';
    await ports.close().catch((error: unknown) => ports.log.error('Packshot did not close in order', error));
  };
  const closeAndGoOn = async (next: () => void): Promise<void> => {
    await close();
    state = 'closed';
    next();
  };
  const closeThen = (next: () => void): void => {
    if (state === 'open') void closeAndGoOn(next);
  };
  return {
    beforeQuit(event) {
      if (state === 'closed') return;
      event.preventDefault();
      closeThen(() => ports.quit());
    },
    closeThen,
    closeFor(work) {
      if (state !== 'open') return;
      void close()
        .then(work)
        .finally(() => (state = 'closed'));
    },
    get hasBegun() {
      return state !== 'open';
    },
  };
}
