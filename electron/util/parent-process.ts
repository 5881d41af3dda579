/** The process that started this one, as `WorkerProcess` has the other end. */
interface ParentProcess {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called when the parent has ended or let go of this process. */
  onGone(listener: () => void): void;
}

/** As Electron gives it to a utility process. Source: Electron's `docs/api/parent-port.md`. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
}

/** Works in a process forked by Node and in a utility process of Electron. Throws in any other. */
export function parentProcess(): ParentProcess {
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  if (parentPort) {
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window: it takes one argument
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) => void parentPort.on('message', ({ data }) => listener(data)),
      onGone: whenOrphaned,
    };
  }
  if (!process.send) throw new Error('This process was not started by another');
  return {
    send: (message) => {
      if (process.connected) process.send?.(message);
    },
    onMessage: (listener) => void process.on('message', listener),
    onGone: (listener) => void process.once('disconnect', listener),
  };
}

/** An orphan may stay this long: a shorter interval would wake an idle computer. */
const orphanCheckMs = 30_000;

/**
 * Electron tells a utility process nothing when its parent ends. On Windows this is not seen here; Chromium ends the
 * process there. Source: `ParentPort::Close` in Electron; that Chromium ends it is believed, not tried.
 */
function whenOrphaned(listener: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    listener();
  }, orphanCheckMs);
  timer.unref();
}
