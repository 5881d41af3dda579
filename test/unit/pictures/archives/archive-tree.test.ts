import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxFileBytes } from '../../../../electron/pictures/bounds.ts';
import {
  maxEntries,
  maxRatio,
  maxUnpackedBytes,
  minRatedBytes,
} from '../../../../electron/pictures/archives/archive-limits.ts';
import { treeOf, type ListedEntry } from '../../../../electron/pictures/archives/archive-tree.ts';

function listed(name: string, more: Partial<ListedEntry> = {}): ListedEntry {
  return { name, isEncrypted: false, isReadable: true, bytes: 10, packedBytes: 10, ...more };
}

function codesOf(entries: readonly ListedEntry[], archiveBytes = 1e12): Record<string, string | undefined> {
  const tree = treeOf(entries, archiveBytes);
  if (!tree.ok) return { '': tree.reason.code };
  return Object.fromEntries([...tree.value.files].map(([path, { refusal }]) => [path, refusal?.code]));
}

describe('the tree of an archive', () => {
  it('arranges files in folders, whether or not the folders are listed', () => {
    const tree = treeOf([listed('shoot/'), listed('shoot/a.jpg'), listed('./b//c.jpg')], 100);
    expect(tree.ok && [...tree.value.folders]).toEqual([
      ['', ['shoot', 'b']],
      ['shoot', ['a.jpg']],
      ['b', ['c.jpg']],
    ]);
    expect(tree.ok && [...tree.value.files.keys()]).toEqual(['shoot/a.jpg', 'b/c.jpg']);
  });

  it('refuses a file whose path leads outside, and lists it at the top', () => {
    const names = ['../../evil.jpg', '/etc/root.jpg', 'C:/drive.jpg', 'a/../up.jpg', 'nul\0.jpg', '..'];
    expect(codesOf(names.map((name) => listed(name)))).toEqual({
      'evil.jpg': 'zip-path',
      'root.jpg': 'zip-path',
      'drive.jpg': 'zip-path',
      'up.jpg': 'zip-path',
      'nul.jpg': 'zip-path',
      '?': 'zip-path',
    });
  });

  it('keeps both files of one name, and a file that has the name of a folder', () => {
    const entries = ['a.jpg', 'a.jpg', 'b', 'b/c.jpg'].map((name) => listed(name));
    expect(Object.keys(codesOf(entries))).toEqual(['a.jpg', 'a (2).jpg', 'b (2)', 'b/c.jpg']);
  });

  it('arranges as many files of one name as an archive may hold in seconds', () => {
    const entries = Array.from({ length: maxEntries }, () => listed('a.jpg'));
    const startedAt = performance.now();
    const tree = treeOf(entries, 1e12);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(tree.ok && tree.value.files.size).toBe(maxEntries);
    expect(tree.ok && tree.value.files.has(`a (${maxEntries}).jpg`)).toBe(true);
  });

  it('refuses files with a password one by one, and an archive that has nothing else', () => {
    const secret = listed('a.jpg', { isEncrypted: true });
    expect(codesOf([secret, listed('b.jpg')])).toEqual({ 'a.jpg': 'zip-encrypted', 'b.jpg': undefined });
    expect(codesOf([secret])).toEqual({ '': 'zip-encrypted' });
  });

  it('refuses archives in it, unknown compressions and files too large to open', () => {
    const entries = [
      listed('in/ner.ZIP'),
      listed('lzma.jpg', { isReadable: false }),
      listed('huge.tif', { bytes: maxFileBytes + 1, packedBytes: maxFileBytes }),
    ];
    expect(codesOf(entries)).toEqual({
      'in/ner.ZIP': 'zip-in-zip',
      'lzma.jpg': 'zip-compression',
      'huge.tif': 'too-large-to-open',
    });
  });

  it('refuses what unpacks to far more than it is, and not what shrinks well', () => {
    const bytes = minRatedBytes + maxRatio;
    const bomb = listed('bomb.bmp', { bytes, packedBytes: Math.floor(bytes / maxRatio) - 1 });
    const drawing = listed('drawing.bmp', { bytes: minRatedBytes, packedBytes: 100 });
    expect(codesOf([bomb, drawing])).toEqual({ 'bomb.bmp': 'zip-suspicious', 'drawing.bmp': undefined });
  });

  it('refuses an archive whose files share their bytes', () => {
    const entries = [listed('a.jpg', { packedBytes: 600 }), listed('b.jpg', { packedBytes: 600 })];
    expect(codesOf(entries, 1_199)).toEqual({ '': 'zip-suspicious' });
    expect(codesOf(entries, 1_200)).toEqual({ 'a.jpg': undefined, 'b.jpg': undefined });
  });

  it('refuses an archive with too many files, or too many bytes of all together', () => {
    expect(codesOf(Array.from({ length: maxEntries + 1 }, (_, n) => listed(`${n}.jpg`)))).toEqual({
      '': 'zip-too-many',
    });
    const large = Array.from({ length: 101 }, (_, n) => listed(`${n}.tif`, { bytes: 1024 ** 3 }));
    expect(large.length * 1024 ** 3).toBeGreaterThan(maxUnpackedBytes);
    expect(codesOf(large)).toEqual({ '': 'zip-too-large' });
  });

  it('reaches every file from the top, each by a path that stays inside, whatever the names', () => {
    const segment = fc.oneof(fc.constantFrom('', '.', '..', 'a', 'B.jpg', 'C:', 'a\0'), fc.string());
    const name = fc.array(segment, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 20 }), (names) => {
        const tree = treeOf(
          names.map((one) => listed(one)),
          1e9,
        );
        if (!tree.ok) throw new Error(tree.reason.code);
        const { files, folders } = tree.value;
        expect(files.size).toBe(names.filter((one) => !one.endsWith('/')).length);
        const reached: string[] = [];
        const walk = (folder: string): void => {
          const inside = folders.get(folder) ?? [];
          expect(new Set(inside).size).toBe(inside.length);
          for (const one of inside) {
            expect(['', '.', '..']).not.toContain(one);
            expect(one).not.toMatch(/[/\0]/);
            const path = folder === '' ? one : `${folder}/${one}`;
            if (files.has(path)) reached.push(path);
            else walk(path);
          }
        };
        walk('');
        expect(reached.toSorted()).toEqual([...files.keys()].toSorted());
      }),
    );
  });
});
