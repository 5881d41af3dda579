import { join } from 'node:path';
import type { utilityProcess } from 'electron';
import { workerArguments } from '../util/wasm-sharp.ts';
import { workerEnvironment, type StartProcess } from '../util/worker-process.ts';

/**
 * Starts worker processes under Electron, whose fuses switch `child_process.fork` off. To be called after `ready`.
 * `folder` holds the bundled entries. Source: Electron's `docs/api/utility-process.md`.
 */
export function utilityProcesses(utility: Pick<typeof utilityProcess, 'fork'>, folder: string): StartProcess {
  return (name) => {
    const child = utility.fork(join(folder, `${name}.js`), [], {
      env: workerEnvironment(process.env),
      execArgv: workerArguments(process.env),
      stdio: 'ignore',
      serviceName: `Packshot ${name}`,
      // sharp and libvips are not signed by us.
      allowLoadingUnsignedLibraries: true,
    });
    let isWanted = true;
    const kill = (): void => {
      isWanted = false;
      // `child.kill` sends SIGTERM, which a process that is busy decoding need not follow.
      if (child.pid !== undefined) endNow(child.pid);
    };
    // The process has no id before it is spawned.
    child.once('spawn', () => {
      if (!isWanted) kill();
    });
    return {
      get pid() {
        return child.pid;
      },
      send: (message) => child.postMessage(message, []),
      kill,
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', listener),
      // Electron's main process stays until it is told to quit.
      keepAlive: () => undefined,
    };
  };
}

function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
