import { expect, test } from 'vitest';
import { ProgressReporter, reportWait, reportWaits } from '../../../electron/cli/progress-reporter.ts';
import type { Reporter } from '../../../electron/cli/reporter.ts';
import type { RemoveEntry } from '../../../electron/outbox/edit-entry.ts';
import { upload } from '../outbox/make.ts';

function reporterOf(said: unknown[]): Reporter {
  return { event: (event, words) => void said.push([event, words]), problem: () => undefined };
}

test('a command says what files wait for, as an event and in a line', () => {
  const said: unknown[] = [];
  reportWait('program', reporterOf(said));
  expect(said).toEqual([
    [{ event: 'waiting', waitingFor: 'program' }, 'Waiting for another program to close a file …'],
  ]);
});

test('many files that wait for one drive are told once', () => {
  const said: unknown[] = [];
  const begin = reportWaits(reporterOf(said));
  const ends = Array.from({ length: 30 }, () => begin('drive'));
  for (const end of ends) end();
  expect(said).toHaveLength(1);
  begin('drive');
  expect(said).toHaveLength(2);
});

test('an image that was removed is not told, nor counted, as in the store', () => {
  const said: unknown[] = [];
  const progress = new ProgressReporter(reporterOf(said));
  const photo = upload(1, { type: 'done', imageId: 101 });
  const {
    photo: _photo,
    sortOrder: _order,
    asThumbnail: _is,
    alt: _alt,
    ...base
  } = upload(2, photo.progress);
  const edit = { imageIds: [5], replacing: true, notBefore: 0 };
  const removal: RemoveEntry = {
    ...base,
    type: 'remove',
    ...edit,
    progress: { type: 'done', imageId: null },
  };
  for (const entry of [photo, removal]) progress.entryChanged(entry);
  const lines = said.map((one) => (one as [unknown, string])[1]);
  expect(lines).toEqual(['in the store   1.jpg', 'done           Remove an image']);
  expect(progress.inTheStore).toBe(1);
});
