import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readManifest } from '../../../../electron/updates/release-manifest.ts';
import { filesOf, publicKeyOf, signLists } from '../../../../scripts/package/update-manifest.mjs';

const { privateKey } = generateKeyPairSync('ed25519');
const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const key = publicKeyOf(privateKey);
const successor = publicKeyOf(generateKeyPairSync('ed25519').privateKey);
const env = {
  PACKSHOT_UPDATE_FEED: 'https://updates.example/',
  PACKSHOT_UPDATE_KEYS: `${key},${successor}`,
  PACKSHOT_UPDATE_SIGNING_KEY: pem,
};
const changelog = '# Changes\n\n## 1.3.0\n\n- Faster.\n\n## 1.4.0-beta.1\n\n- Stranger.\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packshot-manifest-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function listed(platform: string, names: readonly string[]): Promise<void> {
  for (const name of names) writeFileSync(join(folder, name), name);
  const files = await filesOf(folder, platform, 'x64');
  writeFileSync(join(folder, `packshot-files-${platform}-x64.json`), JSON.stringify(files));
  for (const name of names) rmSync(join(folder, name));
}

const given = (version: string, over: Partial<typeof env> = {}) => ({
  now: new Date('2026-12-01T10:00:00Z'),
  env: { ...env, ...over },
  version,
  changelog,
});

describe('the manifest of a release', () => {
  test('names the files of all systems, and the app reads it by either of its keys', async () => {
    await listed('linux', ['packshot-1.3.0.AppImage', 'packshot-1.3.0.deb', 'packshot.cdx.json']);
    await listed('win32', ['Packshot-Setup-1.3.0.exe', 'Packshot-Setup-1.3.0.exe.blockmap']);
    signLists(folder, given('1.3.0'));
    expect(readdirSync(folder)).toEqual(['stable.json']);
    const read = readManifest(readFileSync(join(folder, 'stable.json'), 'utf8'), [successor, key]);
    expect(read).toMatchObject({
      ok: true,
      value: {
        version: '1.3.0',
        channel: 'stable',
        notes: '- Faster.',
        publishedAt: '2026-12-01T10:00:00.000Z',
      },
    });
    const formats = read.ok ? read.value.files.map(({ platform, format }) => `${platform} ${format}`) : [];
    expect(formats.toSorted()).toEqual(['linux AppImage', 'linux deb', 'win32 nsis']);
  });

  test('has an AppImage’s block map from what electron-builder wrote', async () => {
    writeFileSync(join(folder, 'a.AppImage'), 'image');
    writeFileSync(
      join(folder, 'latest-linux.yml'),
      'version: 1.3.0\nfiles:\n  - url: a.AppImage\n    blockMapSize: 123\n',
    );
    expect(await filesOf(folder, 'linux', 'x64')).toMatchObject([{ name: 'a.AppImage', blockMapSize: 123 }]);
  });

  test('of a version before a release is for the channel of betas', async () => {
    await listed('linux', ['a.AppImage']);
    expect(signLists(folder, given('1.4.0-beta.1'))).toContain('beta.json');
    expect(readManifest(readFileSync(join(folder, 'beta.json'), 'utf8'), [key])).toMatchObject({
      value: { channel: 'beta', notes: '- Stranger.' },
    });
  });

  test('is not written without a key, and a line says so', async () => {
    await listed('linux', ['a.AppImage']);
    expect(signLists(folder, given('1.3.0', { PACKSHOT_UPDATE_SIGNING_KEY: '' }))).toMatch(/^NOT SIGNED/);
    expect(existsSync(join(folder, 'stable.json'))).toBe(false);
  });

  test('is not signed by a key that installed copies don’t have', async () => {
    await listed('linux', ['a.AppImage']);
    const over = { PACKSHOT_UPDATE_KEYS: successor };
    expect(() => signLists(folder, given('1.3.0', over))).toThrow(/none of/);
    expect(createPublicKey(pem).asymmetricKeyType).toBe('ed25519');
  });
});
