import type { Log } from '../util/log.ts';

export interface Closing {
  /** For `before-quit`: quitting waits until the app has closed. */
  beforeQuit(event: { preventDefault(): void }): void;
  /** Closes the app, then calls `next`. Does nothing if the app is being closed already. */
  closeThen(next: () => void): void;
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
  const closeThen = (next: () => void): void => {
    if (state !== 'open') return;
    state = 'closing';
    ports
      .close()
      .catch((error: unknown) => ports.log.error('Packshot did not close in order', error))
      .finally(() => {
        state = 'closed';
        next();
      });
  };
  return {
    beforeQuit(event) {
      if (state === 'closed') return;
      event.preventDefault();
      closeThen(() => ports.quit());
    },
    closeThen,
    get hasBegun() {
      return state !== 'open';
    },
  };
}
