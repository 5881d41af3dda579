import { createHash, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicKeyOf, signedManifest } from '../../../scripts/package/update-manifest.mjs';
import type { Release, ReleaseFile } from '../../../electron/updates/release-manifest.ts';

const { buildBlockMap } = createRequire(import.meta.url)('app-builder-lib/out/targets/blockmap/blockmap') as {
  buildBlockMap(
    file: string,
    compression: 'gzip' | 'deflate',
    to?: string,
  ): Promise<{ blockMapSize?: number }>;
};

export interface Key {
  privateKey: KeyObject;
  publicKey: string;
}

export function makeKey(): Key {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKey: publicKeyOf(privateKey) };
}

const formats = {
  AppImage: { platform: 'linux', ending: 'AppImage' },
  nsis: { platform: 'win32', ending: 'exe' },
  deb: { platform: 'linux', ending: 'deb' },
} as const;

/** A server with releases, as a folder on the web: it answers byte ranges, and counts what it sends. */
export class UpdateFeedServer {
  readonly folder: string;
  readonly asked: string[] = [];
  readonly agents = new Set<string>();
  bytesSent = 0;
  /** Changes what a file's answer holds. */
  alter: (name: string, bytes: Buffer) => Buffer = (_name, bytes) => bytes;
  isOnline = true;
  /** Where everything is said to be. */
  redirect: string | null = null;
  readonly #server = createServer((request, response) => this.#answer(request, response));

  private constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder);
  }

  static async start(folder: string): Promise<UpdateFeedServer> {
    const feed = new UpdateFeedServer(folder);
    await new Promise<void>((ready) => feed.#server.listen(0, '127.0.0.1', ready));
    return feed;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  /** Puts a file of a version there, and returns its place in a release. */
  async addFile(version: string, format: keyof typeof formats, bytes: Buffer): Promise<ReleaseFile> {
    const { platform, ending } = formats[format];
    const name = `Packshot-${version}-x64.${ending}`;
    const path = join(this.folder, name);
    writeFileSync(path, bytes);
    const { blockMapSize } =
      format === 'AppImage'
        ? await buildBlockMap(path, 'deflate')
        : format === 'nsis'
          ? await buildBlockMap(path, 'gzip', `${path}.blockmap`)
          : {};
    const final = readFileSync(path);
    const sha512 = createHash('sha512').update(final).digest('base64');
    const file: ReleaseFile = { platform, arch: 'x64', format, name, sha512, size: final.length };
    return format === 'AppImage' && blockMapSize !== undefined ? { ...file, blockMapSize } : file;
  }

  /** Announces a release. `as`: the name of the manifest without its ending. */
  announce(release: Partial<Release>, keys: readonly Key[], as: string = release.channel ?? 'stable'): void {
    const whole = { ...plainRelease, ...release };
    writeFileSync(
      join(this.folder, `${as}.json`),
      signedManifest(
        whole,
        keys.map(({ privateKey }) => privateKey),
      ),
    );
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    if (!this.isOnline) return void request.socket.destroy();
    const name = decodeURIComponent(new URL(request.url ?? '/', 'http://feed').pathname.slice(1));
    if (this.redirect !== null) return void response.writeHead(302, { location: this.redirect }).end();
    this.asked.push(name);
    this.agents.add(String(request.headers['user-agent']));
    const path = join(this.folder, name);
    if (!existsSync(path)) return void response.writeHead(404).end();
    const bytes = this.alter(name, readFileSync(path));
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const part = from === undefined ? bytes : bytes.subarray(Number(from), Number(to) + 1);
    this.bytesSent += part.length;
    const headers = {
      'content-length': part.length,
      'accept-ranges': 'bytes',
      ...(from === undefined ? {} : { 'content-range': `bytes ${from}-${to}/${bytes.length}` }),
    };
    response.writeHead(from === undefined ? 200 : 206, headers).end(part);
  }
}

export const plainRelease: Release = {
  app: 'packshot',
  channel: 'stable',
  version: '1.1.0',
  publishedAt: '2026-12-01T10:00:00.000Z',
  notes: 'Faster.',
  files: [],
};

/** Two versions of a file that differ in a few places. */
export function twoVersions(size = 6_000_000): { older: Buffer; newer: Buffer } {
  const older = randomBytes(size);
  const newer = Buffer.concat([older, randomBytes(5_000)]);
  for (const at of [size / 4, (size * 3) / 4]) randomBytes(2_000).copy(newer, at);
  return { older, newer };
}

export function scratchFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'packshot-updates-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
