import { mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPicture } from '../../../../electron/bigcommerce/http/picture-bytes.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packshot-copy-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const copy = () => ({ path: join(folder, 'copy'), bytes: 3, mediaType: 'image/jpeg' });
/** What no program can open, though it is there. */
const hold = () => symlink('copy', copy().path);

describe('a photo’s copy that is there and can’t be opened', () => {
  test('is waited for, and sent', async () => {
    await hold();
    const opening = openPicture(copy(), undefined, [10, 1_000]);
    await writeFile(`${copy().path}-free`, 'abc');
    await rename(`${copy().path}-free`, copy().path);
    const opened = await opening;
    expect(opened.ok).toBe(true);
    if (opened.ok) await opened.value.close();
  });

  test('is no longer waited for once its upload is cancelled', async () => {
    await hold();
    const cancel = new AbortController();
    const opening = openPicture(copy(), cancel.signal, [60_000]);
    setTimeout(() => cancel.abort(), 10);
    expect(await opening).toMatchObject({ reason: { type: 'local', reason: { code: 'cancelled' } } });
  });

  test('is not called missing when the wait is over', async () => {
    await hold();
    expect(await openPicture(copy(), undefined, [1, 1])).toMatchObject({
      reason: { type: 'local', reason: { code: 'file-unopened' } },
    });
  });
});

test('a copy that is missing is told at once', async () => {
  expect(await openPicture(copy())).toMatchObject({ reason: { reason: { code: 'file-gone' } } });
});
