import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join, normalize } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Where apt looks for sources. Removed at the end. */
const sourceFile = '/etc/apt/sources.list.d/packshot-test.list';

/** A signed repository of packages on a port of this computer, known to apt until it is closed. */
export interface AptRepository {
  /** Adds a deb, and lets apt read the list anew. */
  add(deb: string): Promise<void>;
  close(): Promise<void>;
}

/** `folder`: an empty one for the repository and its key. Needs root. */
export async function openAptRepository(folder: string): Promise<AptRepository> {
  const gnupg = join(folder, 'gnupg');
  const files = join(folder, 'repository');
  const key = join(folder, 'key.gpg');
  mkdirSync(gnupg, { mode: 0o700 });
  mkdirSync(files);
  const gpg = (...args: string[]) =>
    execFileSync('gpg', ['--homedir', gnupg, '--batch', '--yes', ...args], { stdio: 'pipe' });
  gpg('--passphrase', '', '--quick-generate-key', 'Packshot test <test@packshot.example>', 'ed25519', 'sign');
  gpg('--output', key, '--export');
  const server = await serve(files);
  const { port } = server.address() as AddressInfo;
  writeFileSync(sourceFile, `deb [signed-by=${key}] http://127.0.0.1:${port} ./\n`);
  // Apt reads keys and lists as a user of its own.
  execFileSync('chmod', ['-R', 'go+rX', folder]);
  return {
    async add(deb) {
      copyFileSync(deb, join(files, basename(deb)));
      const run = (args: string[]) => execFileSync('apt-ftparchive', args, { cwd: files });
      writeFileSync(join(files, 'Packages'), run(['packages', '.']));
      // Before the release exists: it would list itself.
      for (const name of ['Release', 'InRelease']) rmSync(join(files, name), { force: true });
      writeFileSync(join(files, 'Release'), run(['release', '.']));
      gpg('--output', join(files, 'InRelease'), '--clearsign', join(files, 'Release'));
      const only = ['-o', `Dir::Etc::sourcelist=${sourceFile}`, '-o', 'Dir::Etc::sourceparts=-'];
      // Not synchronous: apt asks the server of this process.
      await execute('apt-get', ['update', ...only, '-o', 'APT::Get::List-Cleanup=0']);
    },
    async close() {
      rmSync(sourceFile, { force: true });
      await new Promise((closed) => server.close(closed));
      execFileSync('gpgconf', ['--homedir', gnupg, '--kill', 'gpg-agent'], { stdio: 'pipe' });
    },
  };
}

async function serve(files: string): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    try {
      response.end(readFileSync(join(files, normalize(decodeURIComponent(url)))));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}
