/** The process that started this one, as `WorkerProcess` has the other end. */
export interface ParentProcess {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called when the parent has ended or let go of this process. */
  onGone(listener: () => void): void;
}

/** As Electron gives it to a utility process. Source: Electron's `docs/api/parent-port.md`. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
}

/** Works in a process forked by Node and in a utility process of Electron. Throws in any other. */
export function parentProcess(): ParentProcess {
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  if (parentPort) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) => void parentPort.on('message', ({ data }) => listener(data)),
      // Chromium ends a utility process whose browser process is gone; this event is not documented.
      onGone: (listener) => void parentPort.on('close', listener),
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
