import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createInstaller, type InstallerPorts } from '../../electron/desktop/updates.ts';
import { directNetwork } from '../../electron/network/network.ts';
import { Updates, type UpdatesPorts } from '../../electron/updates/updates.ts';
import { systemClock } from '../../electron/util/clock.ts';
import type { Release } from '../../electron/updates/release-manifest.ts';
import type { UpdateSettings } from '../../shared/updates.ts';
import { createAuthority } from '../support/certificates.ts';
import { startProxy } from '../support/proxy.ts';
import { startSecureFront } from '../support/secure-store.ts';
import { networkBehind, trust } from './network-support.ts';
import { Workbench } from './support/workbench.ts';
import { makeKey, scratchFolder, twoVersions, UpdateFeedServer, type Key } from './support/update-desk.ts';

const { older, newer } = twoVersions(4_000_000);
let scratch: ReturnType<typeof scratchFolder>;
let feed: UpdateFeedServer;
let key: Key;
let successor: Key;
const closers: (() => void)[] = [];

beforeEach(async () => {
  scratch = scratchFolder();
  feed = await UpdateFeedServer.start(join(scratch.path, 'feed'));
  key = makeKey();
  successor = makeKey();
});
afterEach(async () => {
  for (const close of closers.splice(0)) close();
  delete process.env['APPIMAGE'];
  await feed.close();
  scratch.remove();
});

interface Given {
  version?: string;
  platform?: NodeJS.Platform;
  setting?: Partial<UpdateSettings>;
  ports?: Partial<UpdatesPorts>;
}

/** An installed copy of Packshot as far as updates are concerned, with real downloads and files. */
function installed({ version = '1.0.0', platform = 'linux', setting = {}, ports = {} }: Given = {}) {
  const home = join(scratch.path, 'home');
  mkdirSync(home, { recursive: true });
  writeFileSync(
    join(home, 'app-update.yml'),
    `provider: generic\nurl: ${feed.url}\nupdaterCacheDirName: packshot-updater\n`,
  );
  const done: string[] = [];
  const problems: string[] = [];
  const app: InstallerPorts['app'] = {
    getVersion: () => version,
    isPackaged: true,
    whenReady: () => Promise.resolve(),
    quit: () => void done.push('quit'),
    releaseSingleInstanceLock: () => void done.push('release lock'),
  };
  const log = { info() {}, warn: (message: string) => void problems.push(message), error() {} };
  const installer = createInstaller({
    app,
    platform,
    resourcesFolder: home,
    folder: home,
    cacheFolder: home,
    log,
    closeThen(next) {
      done.push('close');
      next();
    },
    restart: () => void done.push('restart'),
  });
  let settings: UpdateSettings = { enabled: true, channel: 'stable', skippedVersion: null, ...setting };
  const updates = new Updates({
    feed: { url: feed.url, keys: [key.publicKey, successor.publicKey] },
    target: { platform, arch: 'x64', format: platform === 'win32' ? 'nsis' : 'AppImage' },
    installer,
    version,
    network: directNetwork,
    clock: systemClock,
    setting: () => settings,
    skip: (skippedVersion) => (settings = { ...settings, skippedVersion }),
    isBusy: () => false,
    emit: () => undefined,
    log,
    ...ports,
  });
  closers.push(() => updates.close());
  return {
    updates,
    done,
    problems,
    home,
    change(change: Partial<UpdateSettings>) {
      settings = { ...settings, ...change };
      updates.settingChanged();
    },
    /** Files of new versions on this computer. */
    downloaded: () =>
      readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) =>
        /^(?!.*temp-).*1\.1\.0.*\.(?:AppImage|exe)$/.test(name),
      ),
  };
}

const offered = async (given?: Given): Promise<string | null> => {
  const { updates } = installed(given);
  await updates.check();
  return updates.view.offer?.version ?? null;
};

async function announce(
  format: 'AppImage' | 'nsis' = 'AppImage',
  bytes = newer,
  release: Partial<Release> = {},
): Promise<Release['files']> {
  const files = [await feed.addFile('1.1.0', format, bytes)];
  feed.announce({ ...release, files }, [key]);
  return files;
}

/** The installed AppImage of 1.0.0, which is what a differential download starts from. */
async function appImage(): Promise<string> {
  const { name } = await feed.addFile('1.0.0', 'AppImage', older);
  const path = join(scratch.path, 'Packshot.AppImage');
  copyFileSync(join(feed.folder, name), path);
  process.env['APPIMAGE'] = path;
  return path;
}

describe('a new version', () => {
  test('is offered with its notes, and nothing is downloaded unasked', async () => {
    await announce('AppImage', newer, { notes: 'Photos arrive twice as fast.' });
    const { updates } = installed();
    expect(await updates.check()).toEqual({ ok: true, value: null });
    expect(updates.view).toMatchObject({
      looks: 'on',
      problem: null,
      offer: {
        version: '1.1.0',
        notes: 'Photos arrive twice as fast.',
        canInstall: true,
        isSkipped: false,
        step: { type: 'offered' },
      },
    });
    expect(feed.asked).toEqual(['stable.json']);
  });

  test('stays the one that is shown while it is downloaded, although a check finds a later one', async () => {
    const files = await announce();
    const installer = {
      download: async () => await new Promise<never>(() => undefined),
      install: async () => await new Promise<never>(() => undefined),
    };
    const { updates } = installed({ ports: { installer } });
    await updates.check();
    feed.announce({ version: '1.2.0', files }, [key]);
    const checked = updates.check();
    updates.install();
    await checked;
    expect(updates.view.offer).toMatchObject({ version: '1.1.0', step: { type: 'downloading' } });
  });

  test('is asked for without a word about this computer', async () => {
    await announce();
    await installed().updates.check();
    expect([...feed.agents]).toEqual(['Packshot']);
  });

  test('is downloaded differentially as AppImage, replaces the old one after the app has closed', async () => {
    const path = await appImage();
    const [file] = await announce();
    const { updates, done } = installed();
    await updates.check();
    feed.bytesSent = 0;
    expect(updates.install()).toEqual({ ok: true, value: null });
    await expect.poll(() => done.at(-1)).toBe('quit');
    expect(done).toEqual(['close', 'release lock', 'quit']);
    expect(readFileSync(path).equals(readFileSync(join(feed.folder, file?.name ?? '')))).toBe(true);
    expect(feed.bytesSent).toBeLessThan(file!.size / 10);
    expect([...feed.agents]).toEqual(['Packshot']);
  });

  test('is downloaded differentially for Windows from the installer of before', async () => {
    const { name } = await feed.addFile('1.0.0', 'nsis', older);
    const [file] = await announce('nsis');
    const { updates, home, downloaded } = installed({ platform: 'win32', ports: { isBusy: () => true } });
    mkdirSync(join(home, 'packshot-updater'));
    copyFileSync(join(feed.folder, name), join(home, 'packshot-updater', 'installer.exe'));
    await updates.check();
    feed.bytesSent = 0;
    updates.install();
    await expect.poll(() => downloaded().length).toBe(1);
    expect(readFileSync(join(home, downloaded()[0] ?? '')).equals(newer)).toBe(true);
    expect(feed.bytesSent).toBeLessThan(file!.size / 10);
  });

  test('is downloaded whole where the old one is not at hand', async () => {
    const [file] = await announce('nsis');
    const { updates, downloaded } = installed({ platform: 'win32', ports: { isBusy: () => true } });
    await updates.check();
    updates.install();
    await expect.poll(() => downloaded().length).toBe(1);
    expect(feed.bytesSent).toBeGreaterThan(file!.size);
  });

  test('is only told to a deb or an rpm', async () => {
    await announce();
    const { updates, downloaded } = installed({
      ports: { target: { platform: 'linux', arch: 'x64', format: null } },
    });
    await updates.check();
    expect(updates.view.offer).toMatchObject({ version: '1.1.0', canInstall: false });
    expect(updates.install()).toMatchObject({ ok: false, reason: { code: 'update-elsewhere' } });
    expect(downloaded()).toEqual([]);
  });

  test('that was skipped stays so, and a later one is offered', async () => {
    await announce();
    const { updates } = installed();
    await updates.check();
    updates.skip();
    expect(updates.view.offer?.isSkipped).toBe(true);
    await updates.check();
    expect(updates.view.offer?.isSkipped).toBe(true);
    feed.announce({ version: '1.1.1', files: [await feed.addFile('1.1.1', 'AppImage', newer)] }, [key]);
    await updates.check();
    expect(updates.view.offer).toMatchObject({ version: '1.1.1', isSkipped: false });
  });
});

describe('what is not as it was signed', () => {
  test('is refused: a file with one changed bit, of which nothing stays', async () => {
    await appImage();
    await announce();
    feed.alter = (name, bytes) => {
      if (!name.endsWith('.AppImage')) return bytes;
      const altered = Buffer.from(bytes);
      // In what differs between the versions, so it is downloaded in any case.
      const at = older.length / 4 + 500;
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      return altered;
    };
    const { updates, done, downloaded } = installed();
    await updates.check();
    updates.install();
    await expect.poll(() => updates.view.problem?.code).toBe('update-altered');
    expect(updates.view.offer?.step).toEqual({ type: 'offered' });
    expect(downloaded()).toEqual([]);
    expect(done).toEqual([]);
  });

  test('is refused: a file that is changed while it waits to be installed', async () => {
    const path = await appImage();
    await announce();
    let busy = true;
    const { updates, done, home, downloaded } = installed({ ports: { isBusy: () => busy } });
    await updates.check();
    updates.install();
    await expect.poll(() => updates.view.offer?.step.type).toBe('waiting');
    writeFileSync(join(home, downloaded()[0] ?? ''), 'something else');
    busy = false;
    updates.workChanged();
    await expect.poll(() => updates.view.problem?.code).toBe('update-altered');
    expect(done).toEqual([]);
    expect(existsSync(path)).toBe(true);
  });

  test.each([
    ['version', (text: string) => text.replace('1.1.0', '9.9.9')],
    ['hash', (text: string) => text.replace(/sha512\\":\\"..../, 'sha512\\":\\"AAAA')],
    ['notes', (text: string) => text.replace('Faster.', 'Visit example.com')],
    ['time', (text: string) => text.replace('2026-12-01', '2027-12-01')],
  ])('is not offered: another %s', async (_what, change) => {
    await announce();
    feed.alter = (_name, bytes) => {
      const changed = change(bytes.toString());
      expect(changed).not.toBe(bytes.toString());
      return Buffer.from(changed);
    };
    const { updates } = installed();
    expect(await updates.check()).toMatchObject({ ok: false, reason: { code: 'update-not-ours' } });
    expect(updates.view.offer).toBeNull();
  });

  test.each([
    ['a foreign key', () => [makeKey()]],
    ['no key', () => []],
  ])('is not offered: signed by %s', async (_by, keys) => {
    feed.announce({ files: [await feed.addFile('1.1.0', 'AppImage', newer)] }, keys());
    const { updates } = installed();
    expect(await updates.check()).toMatchObject({ ok: false, reason: { code: 'update-not-ours' } });
    expect(updates.view.offer).toBeNull();
    expect(feed.asked).toEqual(['stable.json']);
  });

  test('is read by the key in use, by its successor, and by either of two signatures', async () => {
    const files = [await feed.addFile('1.1.0', 'AppImage', newer)];
    for (const keys of [[key], [successor], [makeKey(), successor]]) {
      feed.announce({ files }, keys);
      expect(await offered()).toBe('1.1.0');
    }
  });
});

describe('versions and channels', () => {
  test.each(['1.0.0', '0.9.0', '1.0.0-beta.3'])('%s is not offered to 1.0.0', async (version) => {
    feed.announce({ version, files: [await feed.addFile(version, 'AppImage', newer)] }, [key]);
    expect(await offered()).toBeNull();
  });

  test('a beta is offered to those who want betas, and a later release too', async () => {
    const beta = '1.2.0-beta.1';
    feed.announce({ version: beta, channel: 'beta', files: [await feed.addFile(beta, 'AppImage', newer)] }, [
      key,
    ]);
    expect(await offered()).toBeNull();
    expect(await offered({ setting: { channel: 'beta' } })).toBe(beta);
    feed.announce({ version: '1.2.0', files: [await feed.addFile('1.2.0', 'AppImage', newer)] }, [key]);
    expect(await offered({ setting: { channel: 'beta' } })).toBe('1.2.0');
  });

  test('leaving the betas does not offer the release before', async () => {
    await announce();
    expect(await offered({ version: '1.2.0-beta.1', setting: { channel: 'stable' } })).toBeNull();
  });

  test('a beta that is served as a release is refused', async () => {
    const files = [await feed.addFile('1.2.0-beta.1', 'AppImage', newer)];
    feed.announce({ version: '1.2.0-beta.1', channel: 'beta', files }, [key], 'stable');
    const { updates } = installed();
    expect(await updates.check()).toMatchObject({ ok: false, reason: { code: 'update-wrong-channel' } });
    expect(updates.view.offer).toBeNull();
  });

  test('a release without a file for this computer is only told', async () => {
    feed.announce({ files: [await feed.addFile('1.1.0', 'deb', newer)] }, [key]);
    const { updates } = installed();
    await updates.check();
    expect(updates.view.offer).toMatchObject({ version: '1.1.0', canInstall: false });
  });
});

describe('without an answer', () => {
  test('offline is told and keeps what was offered', async () => {
    await announce();
    const { updates } = installed();
    await updates.check();
    feed.isOnline = false;
    expect(await updates.check()).toMatchObject({ ok: false, reason: { code: 'update-unreachable' } });
    expect(updates.view).toMatchObject({
      problem: { code: 'update-unreachable' },
      offer: { version: '1.1.0' },
    });
    feed.isOnline = true;
    await updates.check();
    expect(updates.view.problem).toBeNull();
  });

  test('a channel that has no release yet is no problem', async () => {
    const { updates } = installed({ setting: { channel: 'beta' } });
    expect(await updates.check()).toEqual({ ok: true, value: null });
    expect(updates.view).toMatchObject({ problem: null, offer: null });
  });

  test.each([
    ['a page of a network’s sign-in', '<html>Sign in</html>'],
    ['an endless answer', 'x'.repeat(400_000)],
  ])('%s is not read as a release', async (_what, answer) => {
    writeFileSync(join(feed.folder, 'stable.json'), answer);
    const { updates } = installed();
    expect(await updates.check()).toMatchObject({ ok: false, reason: { code: 'update-unreadable' } });
  });

  test('a download that breaks off can be tried again', async () => {
    await announce('nsis');
    const { updates, downloaded } = installed({ platform: 'win32', ports: { isBusy: () => true } });
    await updates.check();
    feed.isOnline = false;
    updates.install();
    await expect.poll(() => updates.view.problem?.code).toBe('update-download-failed');
    feed.isOnline = true;
    updates.install();
    await expect.poll(() => downloaded().length).toBe(1);
  });
});

describe('nothing is asked', () => {
  test('by a build without a feed', async () => {
    await announce();
    const { updates } = installed({ ports: { feed: null } });
    updates.start();
    expect(await updates.check()).toMatchObject({ ok: false });
    expect(updates.view.looks).toBe('never');
    expect(feed.asked).toEqual([]);
  });

  test('when the user has switched it off, and again as soon as it is on', async () => {
    await announce();
    const { updates, change } = installed({ setting: { enabled: false } });
    updates.start();
    expect(await updates.check()).toMatchObject({ ok: false, reason: { code: 'updates-off' } });
    expect(feed.asked).toEqual([]);
    change({ enabled: true });
    await expect.poll(() => updates.view.offer?.version).toBe('1.1.0');
    change({ enabled: false });
    expect(updates.view).toMatchObject({ looks: 'off', offer: null });
  });
});

describe('while something is being sent', () => {
  test('the new version waits, and is installed when the last upload has ended', async () => {
    const path = await appImage();
    await announce();
    let busy = true;
    const { updates, done } = installed({ ports: { isBusy: () => busy } });
    await updates.check();
    updates.install();
    await expect.poll(() => updates.view.offer?.step.type).toBe('waiting');
    updates.workChanged();
    expect(updates.view.offer?.step.type).toBe('waiting');
    expect(done).toEqual([]);
    busy = false;
    updates.workChanged();
    await expect.poll(() => done.at(-1)).toBe('quit');
    expect(readFileSync(path).length).toBeGreaterThan(newer.length);
  });

  test('waiting can be taken back, and then nothing is installed', async () => {
    await appImage();
    await announce();
    const { updates, done } = installed({ ports: { isBusy: () => true } });
    await updates.check();
    updates.install();
    await expect.poll(() => updates.view.offer?.step.type).toBe('waiting');
    updates.cancel();
    updates.workChanged();
    expect(updates.view.offer?.step).toEqual({ type: 'offered' });
    expect(done).toEqual([]);
  });
});

describe('the way to the feed', () => {
  test('goes through the app’s proxy, for the check and for every part of a download', async () => {
    const host = 'updates.packshot.test';
    const root = createAuthority('Updates');
    trust(root);
    const front = await startSecureFront(root.issue(host), feed.url.slice(0, -1));
    const proxy = await startProxy({ ports: { [host]: front.port }, password: 'user:secret' });
    const credentials = { username: 'user', password: 'secret' };
    const network = networkBehind(proxy.origin, new Map([[proxy.origin, credentials]]));
    const path = await appImage();
    await announce();
    const { updates, done } = installed({
      ports: { network, feed: { url: `https://${host}/`, keys: [key.publicKey] } },
    });
    try {
      expect(await updates.check()).toEqual({ ok: true, value: null });
      updates.install();
      await expect.poll(() => done.at(-1)).toBe('quit');
      expect(readFileSync(path).length).toBeGreaterThan(newer.length);
      expect(new Set(proxy.seen.map(({ target }) => target))).toEqual(new Set([`${host}:443`]));
      expect(front.seen[0]).toBe(`GET ${host}/stable.json`);
      expect(front.seen.length).toBeGreaterThan(3);
    } finally {
      await proxy.close();
      await front.close();
    }
  });

  test('leads to no other computer without encryption, whatever a server redirects to', async () => {
    await announce();
    feed.redirect = 'http://192.0.2.1/stable.json';
    const { updates } = installed();
    expect(await updates.check()).toMatchObject({ ok: false, reason: { code: 'update-unreachable' } });
  });
});

describe('from an encrypted feed', () => {
  test('no redirect leads to a program on this computer', async () => {
    const host = 'updates.packshot.test';
    const root = createAuthority('Updates');
    trust(root);
    await announce();
    const front = await startSecureFront(root.issue(host), feed.url.slice(0, -1));
    const proxy = await startProxy({ ports: { [host]: front.port } });
    const other = await UpdateFeedServer.start(join(scratch.path, 'other'));
    try {
      const ports = {
        network: networkBehind(proxy.origin),
        feed: { url: `https://${host}/`, keys: [key.publicKey] },
      };
      feed.redirect = `${other.url}stable.json`;
      const { updates } = installed({ ports });
      expect(await updates.check()).toMatchObject({ ok: false, reason: { code: 'update-unreachable' } });
      expect(other.asked).toEqual([]);
    } finally {
      await other.close();
      await proxy.close();
      await front.close();
    }
  });
});

describe('in the app', () => {
  test('a new version waits for an upload under way, and for photos being read', async () => {
    const bench = await Workbench.open();
    const steps: string[] = [];
    try {
      await bench.app.close();
      const { name } = await feed.addFile('1.1.0', 'AppImage', newer);
      feed.announce({ files: [await feed.addFile('1.1.0', 'AppImage', newer)] }, [key]);
      await bench.restartApp({
        updates: {
          feed: { url: feed.url, keys: [key.publicKey] },
          target: { platform: 'linux', arch: 'x64', format: 'AppImage' },
          installer: {
            async download({ file }) {
              steps.push(`download ${file.name}`);
              return { ok: true, value: null };
            },
            install() {
              steps.push('install');
              return new Promise(() => {});
            },
          },
        },
        version: '1.0.0',
      });
      const storeId = await bench.connect();
      const productId = await bench.emptyProduct();
      await bench.fault({ method: 'POST', path: 'images$' }, { kind: 'latency', ms: 1_500 });
      await bench.drop(storeId, productId, [await bench.photos(1)]);
      const { handlers } = bench.app;
      expect(await handlers['updates.check']({})).toEqual({ ok: true, value: null });
      await handlers['updates.install']({});
      const step = async () => {
        const snapshot = await handlers['app.snapshot']({});
        return snapshot.ok ? snapshot.value.updates.offer?.step.type : null;
      };
      await expect.poll(step).toBe('waiting');
      expect(await bench.gallery(productId)).toEqual([]);
      expect(steps).toEqual([`download ${name}`]);
      await expect.poll(() => steps.at(-1)).toBe('install');
      expect(await bench.gallery(productId)).toHaveLength(1);
      expect(await step()).toBe('installing');
    } finally {
      await bench.close();
    }
  });
});

describe('an installation that fails', () => {
  test('starts the version of before again', async () => {
    await appImage();
    await announce();
    let busy = true;
    const { updates, done } = installed({ ports: { isBusy: () => busy } });
    await updates.check();
    updates.install();
    await expect.poll(() => updates.view.offer?.step.type).toBe('waiting');
    // The AppImage was moved away meanwhile.
    process.env['APPIMAGE'] = join(scratch.path, 'gone', 'Packshot.AppImage');
    busy = false;
    updates.workChanged();
    await expect.poll(() => done.at(-1)).toBe('restart');
    expect(done).toEqual(['close', 'release lock', 'restart']);
  });
});
