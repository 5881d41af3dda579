import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A private Secret Service: a D-Bus session with a GNOME Keyring and its own folder. */
export interface PrivateKeyring {
  env: Record<string, string>;
  /** Restarts GNOME Keyring on the same folder; without its password the collection stays locked. */
  restart(how: 'unlocked' | 'locked'): Promise<void>;
  /** GNOME Keyring stays on the bus but does not answer, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Ends GNOME Keyring and leaves the D-Bus session without a Secret Service. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** Why the keychain can't be tested here, or null if it can. */
export function whyNoKeyring(): string | null {
  if (process.platform !== 'linux') return 'a private Secret Service exists on Linux only';
  for (const program of ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon']) {
    if (!onPath(program)) return `${program} is not installed`;
  }
  try {
    createRequire(import.meta.url)('keytar');
  } catch {
    return 'keytar can not be loaded without libsecret';
  }
  return null;
}

export async function openPrivateKeyring(password = 'packshot tests'): Promise<PrivateKeyring> {
  const home = mkdtempSync(join(tmpdir(), 'packshot-keyring-'));
  const runtime = join(home, 'runtime');
  mkdirSync(runtime, { mode: 0o700 });
  // GNOME Keyring writes a collection only if its folder exists.
  mkdirSync(join(home, '.local/share/keyrings'), { recursive: true, mode: 0o700 });
  const base = { PATH: process.env['PATH'] ?? '', HOME: home, XDG_RUNTIME_DIR: runtime, LANG: 'C.UTF-8' };

  const config = join(home, 'bus.conf');
  writeFileSync(config, busConfig(join(home, 'bus')));
  const bus = spawn(
    'dbus-daemon',
    ['--nofork', '--nopidfile', '--print-address', `--config-file=${config}`],
    {
      env: base,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const address = await Promise.race([
    once(bus.stdout, 'data').then(([line]) => String(line).trim()),
    once(bus, 'exit').then(([code]) => Promise.reject(new Error(`dbus-daemon ended with ${String(code)}`))),
  ]);
  const env = { ...base, DBUS_SESSION_BUS_ADDRESS: address };

  let daemon: ChildProcess | null = null;

  async function start(how: 'unlocked' | 'locked'): Promise<void> {
    const unlock = how === 'unlocked' ? ['--unlock'] : [];
    const child = spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...unlock], {
      env,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    daemon = child;
    child.stdin.end(how === 'unlocked' ? password : '');
    while (!(await serviceIsThere(env))) {
      if (child.exitCode !== null) throw new Error(`gnome-keyring-daemon ended with ${child.exitCode}`);
      await wait(20);
    }
  }

  async function stop(): Promise<void> {
    await end(daemon);
    daemon = null;
  }

  await start('unlocked');
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtime },
    async restart(how) {
      await stop();
      await start(how);
    },
    freeze: () => void daemon?.kill('SIGSTOP'),
    thaw: () => void daemon?.kill('SIGCONT'),
    stop,
    async close() {
      await stop();
      await end(bus);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/**
 * A session bus that starts nothing by itself: otherwise a second, locked keyring would be activated by name.
 */
function busConfig(socket: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}

function serviceIsThere(env: Record<string, string>): Promise<boolean> {
  const question = [
    '--session',
    '--print-reply=literal',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    'string:org.freedesktop.secrets',
  ];
  return new Promise((resolve) => {
    execFile('dbus-send', question, { env }, (error, stdout) => {
      resolve(error === null && stdout.includes('true'));
    });
  });
}

async function end(child: ChildProcess | null): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGCONT');
  child.kill();
  await ended;
}

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
