import type { Log } from '../util/log.ts';

interface UnexpectedErrorPorts {
  log: Pick<Log, 'error'>;
  /** Tells the user; may block until they have read it. */
  tell(): void;
  /** Closes the app, then calls `next`. */
  closeThen(next: () => void): void;
  exit(code: number): void;
}

/** The two events of `process` that Node ends the program for. */
interface ErrorEvents {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
}

/** How long closing may take once something unknown has failed. */
const closingTimeoutMs = 10_000;

/**
 * Logs what nobody caught, tells the user once and closes the app in order. The state of the program is unknown, so it
 * must not go on; what is queued is on disk.
 */
export function closeOnUnexpectedErrors(events: ErrorEvents, ports: UnexpectedErrorPorts): void {
  let isClosing = false;
  const fail = (error: unknown): void => {
    ports.log.error('An error was not caught', error);
    if (isClosing || isClosedOutput(error)) return;
    isClosing = true;
    ports.closeThen(() => ports.exit(1));
    ports.tell();
    setTimeout(() => ports.exit(1), closingTimeoutMs).unref();
  };
  events.on('uncaughtException', fail);
  events.on('unhandledRejection', fail);
}

/** The terminal that the app was started from is gone, which harms nothing. */
function isClosedOutput(error: unknown): boolean {
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown };
  return syscall === 'write' && (code === 'EPIPE' || code === 'EIO');
}
