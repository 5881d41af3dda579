import { execFileSync } from 'node:child_process';
import { mkdir, realpath, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scan, type ScanFind } from '../../../electron/intake/scan.ts';
import { tempFolder } from './temp-folder.ts';

async function scanAll(paths: string[], signal?: AbortSignal): Promise<ScanFind> {
  const all: ScanFind = { files: [], unreadable: [], ignored: 0 };
  for await (const find of scan(paths, signal ? { signal } : {})) {
    all.files.push(...find.files);
    all.unreadable.push(...find.unreadable);
    all.ignored += find.ignored;
  }
  return all;
}

const placesOf = (find: ScanFind) =>
  find.files.map(({ folder, name }) => (folder === '' ? name : `${folder}/${name}`));

describe('scan', () => {
  it('finds files in natural order, those of a folder before its sub-folders', async () => {
    await using folder = await tempFolder();
    for (const name of ['b10.jpg', 'B2.jpg', 'a.jpg', 'set 10/x.jpg', 'set 2/y.jpg', 'set 2/deep/z.jpg']) {
      await folder.write(name);
    }
    expect(placesOf(await scanAll([folder.path]))).toEqual([
      'a.jpg',
      'B2.jpg',
      'b10.jpg',
      'set 2/y.jpg',
      'set 2/deep/z.jpg',
      'set 10/x.jpg',
    ]);
  });

  it('orders dropped items the same way, whatever their order', async () => {
    await using folder = await tempFolder();
    const paths = [];
    for (const name of ['m10.jpg', 'm1.jpg', 'm2.jpg']) paths.push(await folder.write(name));
    const found = await scanAll(paths);
    expect(placesOf(found)).toEqual(['m1.jpg', 'm2.jpg', 'm10.jpg']);
    expect(found.files[0]).toMatchObject({ path: join(folder.path, 'm1.jpg'), bytes: 1 });
  });

  it('distinguishes files of several dropped folders', async () => {
    await using folder = await tempFolder();
    await folder.write('mug/front.jpg');
    await folder.write('cup/front.jpg');
    const found = await scanAll([join(folder.path, 'mug'), join(folder.path, 'cup')]);
    expect(placesOf(found)).toEqual(['cup/front.jpg', 'mug/front.jpg']);
  });

  it('names the dropped folder of a file', async () => {
    await using folder = await tempFolder();
    const loose = await folder.write('loose.jpg');
    await folder.write('mu\u0308g/front.jpg');
    await folder.write('mu\u0308g/deep/er/back.jpg');
    const dropped = join(folder.path, 'mu\u0308g');
    const rootsOf = (find: ScanFind) =>
      find.files.map(({ root, folder: below, name }) => [root, below, name]);
    expect(rootsOf(await scanAll([dropped]))).toEqual([
      ['m\u00fcg', '', 'front.jpg'],
      ['m\u00fcg', 'deep/er', 'back.jpg'],
    ]);
    await mkdir(join(folder.path, 'other'));
    expect(rootsOf(await scanAll([loose, dropped, join(folder.path, 'other')]))).toEqual([
      ['', '', 'loose.jpg'],
      ['m\u00fcg', 'm\u00fcg', 'front.jpg'],
      ['m\u00fcg', 'm\u00fcg/deep/er', 'back.jpg'],
    ]);
  });

  it('follows folders nested hundreds deep', async () => {
    await using folder = await tempFolder();
    await folder.write(`${'a/'.repeat(400)}deep.jpg`);
    expect(placesOf(await scanAll([folder.path]))).toEqual([`${'a/'.repeat(400)}deep.jpg`]);
  });

  it('counts ignored files without listing them', async () => {
    await using folder = await tempFolder();
    const ignored = [
      '.DS_Store',
      'Thumbs.db',
      'Desktop.ini',
      '._a.jpg',
      '.hidden',
      'a.XMP',
      'a.aae',
      'a.jpg.dop',
      'clip.THM',
      '.git/x',
      '#recycle/a.jpg',
      '__MACOSX/a',
    ];
    for (const name of [...ignored, 'a.jpg']) await folder.write(name);
    const found = await scanAll([folder.path]);
    expect(placesOf(found)).toEqual(['a.jpg']);
    expect(found.ignored).toBe(ignored.length);
  });

  it('accepts a dropped hidden file or folder, but no system file', async () => {
    await using folder = await tempFolder();
    const paths = [await folder.write('.mug.jpg'), await folder.write('.DS_Store')];
    await folder.write('.shoot/a.jpg');
    const found = await scanAll([...paths, join(folder.path, '.shoot')]);
    expect(placesOf(found)).toEqual(['.mug.jpg', 'a.jpg']);
    expect(found.ignored).toBe(1);
  });

  it('ends in a cycle of links, and finds every real file once', async () => {
    await using folder = await tempFolder();
    const real = await folder.write('shoot/a.jpg');
    await symlink(join(folder.path, 'shoot'), join(folder.path, 'shoot', 'self'));
    await symlink('.', join(folder.path, 'shoot', 'here'));
    await symlink(real, join(folder.path, 'shoot', 'b.jpg'));
    const found = await scanAll([join(folder.path, 'shoot'), real]);
    expect(found.files.map(({ path }) => path)).toEqual([real]);
    expect(found.unreadable).toEqual([]);
  });

  it('follows a link within what was dropped and keeps the name the user sees', async () => {
    await using folder = await tempFolder();
    const real = await folder.write('drop/originals/a.jpg');
    await folder.write('other/b.jpg');
    await symlink(real, join(folder.path, 'drop', 'front.jpg'));
    await symlink(join(folder.path, 'other'), join(folder.path, 'drop', 'more'));
    const found = await scanAll([join(folder.path, 'drop'), join(folder.path, 'other')]);
    expect(found.unreadable).toEqual([]);
    expect(found.files.map(({ name }) => name).toSorted()).toEqual(['b.jpg', 'front.jpg']);
  });

  it('does not follow a link that leads out of the dropped folder, and says where it leads', async () => {
    await using folder = await tempFolder();
    const real = await folder.write('private/original.jpg');
    await folder.write('drop-too/c.jpg');
    await folder.write('drop/a.jpg');
    await symlink(real, join(folder.path, 'drop', 'front.jpg'));
    await symlink(join(folder.path, 'private'), join(folder.path, 'drop', 'more'));
    // Its name begins as the dropped folder's does.
    await symlink(join(folder.path, 'drop-too'), join(folder.path, 'drop', 'too'));
    const found = await scanAll([join(folder.path, 'drop')]);
    expect(placesOf(found)).toEqual(['a.jpg']);
    const reported = found.unreadable.map(({ name, reason }) => `${name} ${reason.code}`).toSorted();
    expect(reported).toEqual(['front.jpg', 'more', 'too'].map((name) => `${name} link-leads-outside`));
    expect(found.unreadable[0]?.reason.args).toEqual({ target: await realpath(real) });
  });

  it('follows a link that was dropped itself', async () => {
    await using folder = await tempFolder();
    const real = await folder.write('store/original.jpg');
    await symlink(real, join(folder.path, 'front.jpg'));
    const found = await scanAll([join(folder.path, 'front.jpg')]);
    expect(found.files).toMatchObject([{ name: 'front.jpg' }]);
  });

  it('reports what it could not read, and continues', async () => {
    await using folder = await tempFolder();
    await folder.write('a.jpg');
    await symlink(join(folder.path, 'nowhere'), join(folder.path, 'broken.jpg'));
    const found = await scanAll([folder.path, join(folder.path, 'missing.jpg')]);
    expect(placesOf(found)).toEqual(['a.jpg']);
    expect(found.unreadable.map(({ name, reason }) => [name, reason.code])).toEqual([
      ['missing.jpg', 'gone'],
      ['broken.jpg', 'gone'],
    ]);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'reports a folder without permission',
    async () => {
      await using folder = await tempFolder();
      await mkdir(join(folder.path, 'secret'), { mode: 0 });
      const found = await scanAll([folder.path]);
      expect(found.unreadable).toMatchObject([{ name: 'secret', reason: { code: 'not-allowed' } }]);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'keeps names with newlines and quotes, and composes accents',
    async () => {
      await using folder = await tempFolder();
      const names = ['two\nlines.jpg', '"quoted".jpg', 'cafe\u0301.jpg', 'tea\u00e9.jpg'];
      for (const name of names) await folder.write(name);
      const found = await scanAll([folder.path]);
      expect(found.files.map(({ name }) => name).toSorted()).toEqual(
        names.map((name) => name.normalize('NFC')).toSorted(),
      );
      expect(found.files.map(({ path }) => basename(path)).toSorted()).toEqual(names.toSorted());
    },
  );

  it.skipIf(process.platform !== 'linux')('reports a name that is not text', async () => {
    await using folder = await tempFolder();
    execFileSync('sh', ['-c', `printf x > "$(printf 'bad\\377.jpg')"`], { cwd: folder.path });
    const found = await scanAll([folder.path]);
    expect(found.unreadable).toMatchObject([{ reason: { code: 'name-unreadable' } }]);
  });

  it.skipIf(process.platform === 'win32')(
    'refuses pipes and similar instead of waiting for them',
    async () => {
      await using folder = await tempFolder();
      execFileSync('mkfifo', [join(folder.path, 'pipe.jpg')]);
      const found = await scanAll([folder.path]);
      expect(found.unreadable).toMatchObject([{ name: 'pipe.jpg', reason: { code: 'not-a-file' } }]);
    },
  );

  it('yields thousands of files in batches, and stops when aborted', async () => {
    await using folder = await tempFolder();
    await Promise.all(Array.from({ length: 2_000 }, (_, at) => folder.write(`p${at}.jpg`)));
    const stop = new AbortController();
    const sizes: number[] = [];
    for await (const find of scan([folder.path], { signal: stop.signal })) {
      sizes.push(find.files.length);
      if (sizes.length === 3) stop.abort();
    }
    expect(sizes).toHaveLength(3);
    const found = await scanAll([folder.path]);
    expect(placesOf(found)).toEqual(Array.from({ length: 2_000 }, (_, at) => `p${at}.jpg`));
  });
});
