import { expect, test } from 'vitest';
import { ok, type Outcome } from '../../../shared/outcome.ts';
import { OpenGallery } from '../../../electron/gallery/open-gallery.ts';

test('is settled only when the images it asked for are saved', async () => {
  const answer = Promise.withResolvers<Outcome<[]>>();
  const events: string[] = [];
  const gallery = new OpenGallery({
    catalog: { product: () => undefined, images: () => [], saveImages: () => void events.push('saved') },
    edits: { steps: () => ({ undoSteps: [], redo: null }) },
    outbox: {
      edits: () => [],
      activity: () => ({ waiting: 0, sending: 0, failed: 0 }),
      entries: { ofProduct: () => [] },
      views: { placed: () => [], clearing: () => false },
    },
    stores: { api: () => ({ list: () => answer.promise }) },
    settings: { lastGallery: null },
    emit: () => {},
  } as unknown as ConstructorParameters<typeof OpenGallery>[0]);
  gallery.open('store', 1);
  const refreshed = gallery.refreshed().then(() => events.push('refreshed'));
  answer.resolve(ok([]));
  await refreshed;
  expect(events).toEqual(['saved', 'refreshed']);
});
