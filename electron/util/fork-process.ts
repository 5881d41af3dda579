import { workerArguments } from './wasm-sharp.ts';
import { workerEnvironment, type ProcessName, type StartProcess } from './worker-process.ts';

/** Starts worker processes on Node; `paths` are their entry files. Under Electron `fork` is switched off. */
export function forkProcesses(paths: Readonly<Record<ProcessName, string>>): StartProcess {
  return (name) => {
    // Loaded with the first process: many commands start none.
    const { fork } = process.getBuiltinModule('node:child_process');
    const child = fork(paths[name], [], {
      env: workerEnvironment(process.env),
      execArgv: workerArguments(process.env),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // A process that can't be started has an error and no exit.
    child.on('error', () => undefined);
    return {
      pid: child.pid,
      send: (message) => {
        if (child.connected) child.send(message as object, () => undefined);
      },
      kill: () => void child.kill('SIGKILL'),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => {
        let hasEnded = false;
        const notify = (): void => {
          if (!hasEnded) listener();
          hasEnded = true;
        };
        child.once('exit', notify);
        if (child.pid === undefined) child.once('error', notify);
      },
      keepAlive: (wanted) => {
        if (wanted) {
          child.ref();
          child.channel?.ref();
        } else {
          child.unref();
          child.channel?.unref();
        }
      },
    };
  };
}
