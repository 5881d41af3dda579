import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createStaging } from '../../../electron/staging/staging.ts';
import { Entries } from '../../../electron/outbox/records/entries.ts';
import { ItemsTable } from '../../../electron/review/items-table.ts';
import { Database } from '../../../electron/storage/database.ts';
import { sweepStaging } from '../../../electron/staging/sweep.ts';
import { tempFolder } from '../intake/temp-folder.ts';
import { sentenceOf } from '../../../shared/messages/reason.ts';

const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex');

test('sweeping deletes what nobody needs, and never what is staged meanwhile', async () => {
  await using folder = await tempFolder();
  const db = new Database(join(folder.path, 'packshot.db'));
  const opened = await createStaging(join(folder.path, 'staging'));
  if (!opened.ok) throw new Error(sentenceOf(opened.reason));
  const staging = opened.value;
  const left = Array.from({ length: 300 }, (_, n) => sha256Of(`left ${n}`));
  for (const sha256 of left) {
    await writeFile(staging.pathOf(sha256), 'x');
    await writeFile(staging.previewPathOf(sha256), 'x');
  }
  const source = await folder.write('new.jpg', 'a new photo');
  const sweeping = sweepStaging(staging, [new Entries(db, Date.now), new ItemsTable(db)]);
  const received = await staging.receive(source);
  if (!received.ok) throw new Error(sentenceOf(received.reason));
  await writeFile(received.value.previewPath, 'preview');
  const kept = await received.value.keep(received.value.previewPath);
  if (!kept.ok) throw new Error(sentenceOf(kept.reason));
  expect(await sweeping).toBe(left.length);
  // Again, now that it exists from the start: it is held, so it stays.
  expect(await sweepStaging(staging, [new Entries(db, Date.now), new ItemsTable(db)])).toBe(0);
  const { photos, previews } = await staging.list();
  expect(photos).toEqual([kept.value.sha256]);
  expect(previews).toEqual([kept.value.sha256]);
  expect(await readdir(join(folder.path, 'staging', 'incoming'))).toEqual([]);
  db.close();
});
