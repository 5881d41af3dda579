/** Processes that Packshot runs beside its own, each by the name of its entry file. */
export type ProcessName = 'picture-process' | 'practice-process';

/** A process that works for this one. Messages hold what JSON can hold. */
export interface WorkerProcess {
  readonly pid: number | undefined;
  send(message: unknown): void;
  /** Ends it at once, by SIGKILL where the system has signals. */
  kill(): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also when the process could not be started. */
  onExit(listener: () => void): void;
  /** Whether this process stays alive while the other one runs. */
  keepAlive(wanted: boolean): void;
}

export type StartProcess = (name: ProcessName) => WorkerProcess;

/**
 * Variables that programs need on some systems, and where Node keeps compiled code. All others stay out, because they
 * may hold secrets.
 */
const neededVariables = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'NODE_COMPILE_CACHE'];

export function workerEnvironment(from: NodeJS.ProcessEnv): Record<string, string> {
  const needed = neededVariables.flatMap((name) => {
    const value = from[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  // glibc keeps memory for each thread apart, and gives little of it back.
  return { ...Object.fromEntries(needed), MALLOC_ARENA_MAX: '1' };
}
