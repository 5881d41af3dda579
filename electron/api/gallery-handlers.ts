import type { Batches } from '../batches/batches.ts';
import type { GalleryEdits } from '../gallery/gallery-edits.ts';
import type { GalleryEditVerb } from './handlers.ts';
import { pathOfGiven, type PastedPictures } from './pasted-files.ts';
import { unknownStore, type Stores } from '../stores/stores.ts';
import type { Handlers } from '../../shared/contract.ts';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';

interface GalleryServices {
  edits: GalleryEdits;
  batches: Batches;
  pasted: PastedPictures;
  stores: Stores;
}

/** The calls that edit galleries. Every edit is on disk before its call returns. */
export function createGalleryHandlers(services: GalleryServices): Handlers<GalleryEditVerb> {
  const { edits, batches, pasted, stores } = services;
  const ofStore = <T>(storeId: string, work: () => Outcome<T>): Outcome<T> =>
    stores.api(storeId) ? work() : no(unknownStore);
  return {
    'gallery.arrange': ({ keys, ...target }) => ofStore(target.storeId, () => edits.arrange(target, keys)),
    'gallery.describe': ({ changes, ...target }) =>
      ofStore(target.storeId, () => edits.describe(target, changes)),
    'gallery.setThumbnail': ({ key, ...target }) =>
      ofStore(target.storeId, () => edits.setThumbnail(target, key)),
    'gallery.remove': ({ keys, ...target }) => ofStore(target.storeId, () => edits.remove(target, keys)),
    'gallery.clear': (target) => ofStore(target.storeId, () => edits.clear(target)),
    'gallery.keep': ({ keys, ...target }) => ofStore(target.storeId, () => edits.keep(target, keys)),
    'gallery.copy': ({ keys, toProductId, ...target }) =>
      ofStore(target.storeId, () => edits.copy(target, keys, toProductId)),
    'gallery.asksBeforeUndo': (target) => ofStore(target.storeId, () => ok(edits.asksBeforeUndo(target))),
    'gallery.undo': ({ confirmed, ...target }) =>
      ofStore(target.storeId, () => edits.undo(target, confirmed)),
    'gallery.redo': (target) => ofStore(target.storeId, () => edits.redo(target)),

    'gallery.replace': ({ storeId, productId, key, files }) => {
      const replaces = edits.asReplaced({ storeId, productId }, key);
      if (!replaces) return no(notAnImage);
      const added = batches.add(
        { storeId, productId, source: 'drop' },
        files.map((file) => pathOfGiven(file, pasted)),
        { replaces },
      );
      if (!added.ok) return added;
      void pasted.forgetAfter(added.value.finished, files);
      return ok({ batchId: added.value.batchId });
    },
  };
}

const notAnImage: Reason = reason('not-an-image');
