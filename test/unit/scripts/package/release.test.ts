import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { workflowProblems } from '../../../../scripts/check-workflows.mjs';
import { readFuses, setFuses, wrongFuses } from '../../../../scripts/package/fuses.mjs';
import { icnsChunk, icoOf } from '../../../../scripts/package/icons.mjs';
import { noticesPage } from '../../../../scripts/package/notices.mjs';
import { notesOf } from '../../../../scripts/package/release-notes.mjs';
import { cycloneDx } from '../../../../scripts/package/sbom.mjs';
import { signing } from '../../../../scripts/package/signing.mjs';
import { makeStandIn } from '../../../../scripts/package/stand-in.mjs';

describe('fuses', () => {
  test('are all nine set as wanted, and read back from the program', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'packshot-fuses-'));
    try {
      makeStandIn(folder, '45.4.1', { node: 'node', shell: 'run.ts' });
      const program = join(folder, 'electron');
      expect(wrongFuses(await readFuses(program)).length).toBeGreaterThan(0);
      await setFuses(program, false);
      expect(await readFuses(program)).toEqual({
        RunAsNode: false,
        EnableCookieEncryption: false,
        EnableNodeOptionsEnvironmentVariable: false,
        EnableNodeCliInspectArguments: false,
        EnableEmbeddedAsarIntegrityValidation: true,
        OnlyLoadAppFromAsar: true,
        LoadBrowserProcessSpecificV8Snapshot: false,
        GrantFileProtocolExtraPrivileges: false,
        WasmTrapHandlers: true,
      });
      expect(readFileSync(program, 'latin1')).toContain('\x01\x09000011001');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('that are missing, unknown or in the other state are named', () => {
    expect(wrongFuses({ RunAsNode: true, Unheard: false })).toEqual(
      expect.arrayContaining(['RunAsNode', 'Unheard', 'WasmTrapHandlers']),
    );
  });
});

describe('signing', () => {
  const azure = Object.fromEntries(
    ['TENANT_ID', 'CLIENT_ID', 'CLIENT_SECRET', 'ENDPOINT', 'ACCOUNT', 'PROFILE', 'PUBLISHER'].map((name) => [
      `AZURE_${name}`,
      name,
    ]),
  );

  test('is skipped, and says so, where nothing is set', () => {
    for (const platform of ['win32', 'darwin'] as const) {
      const { windows, mac, lines } = signing(platform, {});
      expect({ ...windows, ...mac }).not.toHaveProperty('forceCodeSigning');
      expect(lines.join(' ')).toContain('NOT SIGNED');
    }
  });

  test('on Windows takes Azure where all of it is set, else the certificate, by SHA-256 alone', () => {
    expect(signing('win32', { ...azure, WIN_CSC_LINK: 'a.pfx' }).windows).toEqual({
      forceCodeSigning: true,
      azureSignOptions: {
        publisherName: 'PUBLISHER',
        endpoint: 'ENDPOINT',
        codeSigningAccountName: 'ACCOUNT',
        certificateProfileName: 'PROFILE',
      },
    });
    const { AZURE_PROFILE: _, ...incomplete } = azure;
    expect(signing('win32', { ...incomplete, WIN_CSC_LINK: 'a.pfx' }).windows).toEqual({
      forceCodeSigning: true,
      signtoolOptions: { signingHashAlgorithms: ['sha256'] },
    });
  });

  test('on macOS notarises only with all three parts of the key', () => {
    const keys = { APPLE_API_KEY: 'k', APPLE_API_KEY_ID: 'i', APPLE_API_ISSUER: 's' };
    expect(signing('darwin', { CSC_LINK: 'c', ...keys }).mac).toEqual({
      notarize: true,
      forceCodeSigning: true,
    });
    const { mac, lines } = signing('darwin', { CSC_LINK: 'c', APPLE_API_KEY: 'k' });
    expect(mac).toMatchObject({ notarize: false, forceCodeSigning: true });
    expect(lines.join(' ')).toContain('APPLE_API_KEY_ID, APPLE_API_ISSUER');
  });
});

describe('papers', () => {
  const components = [
    { name: '@scope/one', version: '1.0.0', licence: 'MIT', text: 'Terms of one' },
    { name: 'two', version: '2.0.0', licence: 'MIT AND ISC', text: 'Terms of one' },
    { name: 'Inter', version: '4', licence: 'OFL-1.1', text: 'Terms of the font', isElsewhere: true },
  ];

  test('give a text that several share once, under all their names', () => {
    const page = noticesPage(components);
    expect(page.match(/Terms of one/g)).toHaveLength(1);
    expect(page).toContain('@scope/one 1.0.0 (MIT)\ntwo 2.0.0 (MIT AND ISC)\n\nTerms of one');
  });

  test('list each component once, with package address and licence, and Electron', () => {
    const { components: listed, dependencies } = cycloneDx(
      { name: 'packshot', version: '0.1.0' },
      '45.4.1',
      components,
    );
    expect(listed.map(({ purl }) => purl)).toEqual([
      'pkg:npm/%40scope/one@1.0.0',
      'pkg:npm/two@2.0.0',
      'pkg:generic/Inter@4',
      'pkg:npm/electron@45.4.1',
    ]);
    expect(listed.map(({ licenses }) => licenses)).toEqual([
      [{ license: { id: 'MIT' } }],
      [{ expression: 'MIT AND ISC' }],
      [{ license: { id: 'OFL-1.1' } }],
      [{ license: { id: 'MIT' } }],
    ]);
    expect(dependencies[0]?.dependsOn).toEqual(listed.map((component) => component['bom-ref']));
  });

  test('take from the change log the section of exactly this version', () => {
    const log = '# Changes\n\n## 1.1.0 (2026-12-01)\n\n- New\n\n## 1.1\n\n- Old\n\n## 1.0.0\n';
    expect(notesOf(log, '1.1.0')).toBe('- New');
    expect(notesOf(log, '1.1')).toBe('- Old');
    expect(notesOf(log, '1.0.0')).toBeNull();
    expect(notesOf(log, '1')).toBeNull();
  });

  test('of this version are in the change log', () => {
    const root = join(import.meta.dirname, '../../../..');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(notesOf(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), version)).not.toBeNull();
    const metainfo = readFileSync(join(root, 'packaging/com.packshot.Packshot.metainfo.xml'), 'utf8');
    expect(metainfo).toContain(`<release version="${version}"`);
  });
});

describe('icons', () => {
  test('of Windows point to each image at its offset', () => {
    const images = [
      { size: 16, image: Buffer.from('sixteen') },
      { size: 256, image: Buffer.from('large') },
    ];
    const ico = icoOf(images);
    expect(ico.readUInt16LE(4)).toBe(2);
    expect([ico[6], ico[22]]).toEqual([16, 0]);
    const second = ico.readUInt32LE(22 + 12);
    expect(ico.subarray(second, second + ico.readUInt32LE(22 + 8)).toString()).toBe('large');
  });

  test('of macOS have chunks that count their own head', () => {
    const chunk = icnsChunk('ic07', Buffer.from('picture'));
    expect(chunk.toString('latin1')).toBe('ic07\0\0\0\x0fpicture');
  });
});

describe('the check of workflows', () => {
  const workflow = (job: string) => `on: push\njobs:\n  one:\n    runs-on: ubuntu-24.04\n${job}`;

  test('passes a sound workflow', async () => {
    expect(await workflowProblems('a.yml', workflow('    steps:\n      - run: echo\n'))).toEqual([]);
  });

  test.each([
    ['an unknown key', '    steps:\n      - run: echo\n        when: always\n'],
    ['a job that is not there', '    needs: two\n    steps:\n      - run: echo\n'],
    ['a name of the matrix that is not there', '    steps:\n      - run: echo ${{ matrix.os }}\n'],
    ['bad YAML', '    steps: [\n'],
  ])('finds %s', async (_, job) => {
    expect(await workflowProblems('a.yml', workflow(job))).not.toEqual([]);
  });
});
