import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackageWithOptions } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  alteredFiles,
  layOut,
  nativeSystem,
  readArchive,
  trappedNativeFiles,
} from '../../../../scripts/package/archive.mjs';
import { packagesAmong } from '../../../../scripts/package/notices.mjs';

const elf = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]);
let folder: string;
let archive: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'packshot-archive-'));
  const put = (path: string, content: string | Buffer) => {
    const file = join(folder, 'app', path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, content);
  };
  put('out/main/start.js', 'export {};\n');
  put('node_modules/inside/package.json', '{"name":"inside","version":"1.0.0"}');
  put('node_modules/inside/lib.so.8', elf);
  put('node_modules/@scope/beside/package.json', '{"name":"@scope/beside","version":"2.0.0"}');
  put('node_modules/@scope/beside/a.node', elf);
  archive = join(folder, 'app.asar');
  await createPackageWithOptions(join(folder, 'app'), archive, { unpack: '**/*.node' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an archive', () => {
  test('lists every file with its bytes, also those beside it', () => {
    const files = readArchive(archive);
    expect(files.map(({ path }) => path).toSorted()).toEqual([
      'node_modules/@scope/beside/a.node',
      'node_modules/@scope/beside/package.json',
      'node_modules/inside/lib.so.8',
      'node_modules/inside/package.json',
      'out/main/start.js',
    ]);
    for (const { path, read } of files) expect(read()).toEqual(readFileSync(join(folder, 'app', path)));
  });

  test('is found to trap a library that no system can load from it, whatever its name', () => {
    expect(trappedNativeFiles(readArchive(archive))).toEqual(['node_modules/inside/lib.so.8']);
  });

  test('is found to be altered by one byte', () => {
    expect(alteredFiles(readArchive(archive))).toEqual([]);
    const bytes = readFileSync(archive);
    const copy = join(folder, 'altered.asar');
    bytes[bytes.indexOf('export {}')] = 'E'.charCodeAt(0);
    writeFileSync(copy, bytes);
    mkdirSync(join(`${copy}.unpacked`, 'node_modules/@scope/beside'), { recursive: true });
    const native = 'node_modules/@scope/beside/a.node';
    copyFileSync(join(`${archive}.unpacked`, native), join(`${copy}.unpacked`, native));
    expect(alteredFiles(readArchive(copy))).toEqual(['out/main/start.js']);
  });

  test('tells the packages in it, with and without a scope', () => {
    expect(
      packagesAmong(readArchive(archive))
        .map(({ about }) => `${about.name} ${about.version}`)
        .toSorted(),
    ).toEqual(['@scope/beside 2.0.0', 'inside 1.0.0']);
  });

  test('laid out as a folder has every file', () => {
    const top = layOut(archive, join(folder, 'laid-out'));
    for (const { path, read } of readArchive(archive)) expect(readFileSync(join(top, path))).toEqual(read());
  });
});

test.each([
  ['linux', elf],
  ['win32', Buffer.from('MZ\x90\x00', 'latin1')],
  ['darwin', Buffer.from([0xcf, 0xfa, 0xed, 0xfe])],
  ['darwin', Buffer.from([0xca, 0xfe, 0xba, 0xbe])],
  [null, Buffer.from('export {};')],
  [null, Buffer.alloc(3)],
] as const)('native code for %s is recognised by its first bytes', (system, bytes) => {
  expect(nativeSystem(bytes)).toBe(system);
});
