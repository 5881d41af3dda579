import { spawn, type ChildProcess } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** Starts a program with the usual umask of 022, so that the program's own permissions show. */
export function start(script: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(
    '/bin/sh',
    ['-c', 'umask 022; exec "$@"', 'sh', process.execPath, resolve(root, script), ...args],
    {
      cwd: root,
      env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:', ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'packshot-private-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Files, folders and sockets below a folder that other users can access, without links. */
export function openToOthers(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => {
      const stats = lstatSync(path);
      return !stats.isSymbolicLink() && (stats.mode & 0o077) !== 0;
    })
    .map((path) => relative(folder, path));
}

export async function firstEvent(
  child: ChildProcess,
  isIt: (event: Record<string, unknown>) => boolean = () => true,
): Promise<Record<string, unknown>> {
  if (!child.stdout) throw new Error('There is no standard output to read');
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) continue;
    const event = JSON.parse(line) as Record<string, unknown>;
    if (isIt(event)) return event;
  }
  throw new Error('The program ended without an event');
}
