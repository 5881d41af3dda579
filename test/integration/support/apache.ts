import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';

const binary = '/usr/sbin/apache2';
const modules = '/usr/lib/apache2/modules';
const needed = [
  'mpm_event',
  'authn_core',
  'authn_file',
  'authz_core',
  'authz_user',
  'auth_digest',
  'dav',
  'dav_fs',
] as const;

/** Why Apache can't be started here, or null if it can. */
export function whyNoApache(): string | null {
  if (!existsSync(binary)) return `Apache is not installed: there is no ${binary}`;
  const missing = needed.filter((name) => !existsSync(join(modules, `mod_${name}.so`)));
  return missing.length === 0 ? null : `Apache lacks ${missing.join(', ')}`;
}

export interface Apache {
  /** Of the WebDAV root, with a trailing slash. */
  url: string;
  root: string;
  username: string;
  password: string;
  close(): Promise<void>;
}

/** Starts Debian's Apache with WebDAV and digest on the loopback interface, in a temporary folder. */
export async function startApache({ nonceSeconds = 300 } = {}): Promise<Apache> {
  const folder = await mkdtemp(join(tmpdir(), 'packshot-apache-'));
  const root = join(folder, 'dav');
  const [username, password, realm] = ['merchant@example.org', 'pass "word"', 'store files'];
  await mkdir(root);
  await mkdir(join(folder, 'state'));
  const secret = createHash('md5').update(`${username}:${realm}:${password}`).digest('hex');
  await writeFile(join(folder, 'users'), `${username}:${realm}:${secret}\n`);
  const port = await freePort();
  await writeFile(
    join(folder, 'httpd.conf'),
    [
      `ServerRoot "${folder}"`,
      'ServerName 127.0.0.1',
      `Listen 127.0.0.1:${port}`,
      `PidFile "${folder}/state/httpd.pid"`,
      `DefaultRuntimeDir "${folder}/state"`,
      `ErrorLog "${folder}/error.log"`,
      'Mutex posixsem',
      ...needed.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`),
      'StartServers 1',
      'ThreadsPerChild 8',
      'MaxRequestWorkers 8',
      'ServerLimit 1',
      `DocumentRoot "${folder}"`,
      `DavLockDB "${folder}/state/locks"`,
      '<Directory />',
      '  Require all denied',
      '</Directory>',
      '<Location "/dav">',
      '  Dav On',
      '  AuthType Digest',
      `  AuthName "${realm}"`,
      '  AuthDigestDomain /dav/',
      '  AuthDigestProvider file',
      `  AuthUserFile "${folder}/users"`,
      `  AuthDigestNonceLifetime ${nonceSeconds}`,
      '  Require valid-user',
      '</Location>',
      '',
    ].join('\n'),
  );
  await letWorkersIn(folder);

  const server = spawn(binary, ['-d', folder, '-f', join(folder, 'httpd.conf'), '-D', 'FOREGROUND'], {
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const close = async (): Promise<void> => {
    server.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  while (!(await answers(port))) {
    if (server.exitCode !== null) {
      const log = await readFile(join(folder, 'error.log'), 'utf8').catch(() => 'no log');
      await close();
      throw new Error(`Apache did not start: ${log}`);
    }
    await turn();
  }
  return { url: `http://127.0.0.1:${port}/dav/`, root, username, password, close };
}

/** Started by root, Apache runs its workers as another user, who must own the folder. */
async function letWorkersIn(folder: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const id = (flag: string): number =>
    Number(spawnSync('id', [flag, 'www-data'], { encoding: 'utf8' }).stdout);
  const [user, group] = [id('-u'), id('-g')];
  for (const name of ['', 'dav', 'state', 'users']) await chown(join(folder, name), user, group);
  const config = join(folder, 'httpd.conf');
  await writeFile(config, `${await readFile(config, 'utf8')}User www-data\nGroup www-data\n`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (connected: boolean): void => {
      socket.destroy();
      resolve(connected);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
