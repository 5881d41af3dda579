import { text } from '../../shared/messages/text.ts';
import { maxDragged } from '../../shared/limits.ts';
import type { Gallery } from '../../shared/model.ts';
import { announce, chooseFiles } from '../state/actions.ts';
import { ask, did } from '../state/asking.ts';
import type { GalleryRow } from './gallery-rows.ts';
import { tileName, tilesName } from '../wording/gallery-messages.ts';
import { movedBefore, movedBy } from './order-keys.ts';
import { removalOf } from './removal.ts';
import type { GalleryRows } from './use-gallery-rows.ts';

/** Commands for tiles, by row id. Each is shown at once, sent to the main process, and announced. */
export interface GalleryCommands {
  moveBefore(ids: ReadonlySet<string>, before: string | null): void;
  moveBy(ids: ReadonlySet<string>, by: number): void;
  describe(alts: ReadonlyMap<string, string>): void;
  makeThumbnail(id: string): void;
  remove(ids: readonly string[]): void;
  keep(ids: readonly string[]): void;
  /** Resolves to the photo's batch; null after a failure is shown. */
  replace(id: string, file: File): Promise<number | null>;
  /** Asks for files with the system's dialog and inserts them before the tile. */
  insertBefore(id: string): void;
  copy(ids: readonly string[], product: { readonly productId: number; readonly name: string }): void;
  download(id: string): void;
  /** Copies the picture to the clipboard. */
  copyImage(id: string): void;
  /** Fetches files for a drag out of the window. Resolves to the drag's id; null after a failure is shown. */
  prepareDrag(ids: readonly string[]): Promise<number | null>;
}

export function galleryCommands(gallery: Gallery, { rows, send }: GalleryRows): GalleryCommands {
  const target = { storeId: gallery.storeId, productId: gallery.product.id };
  const api = window.packshot.gallery;
  const byId = new Map(rows.map((row) => [row.id, row]));
  const find = (ids: Iterable<string>): GalleryRow[] =>
    [...ids].flatMap((id) => {
      const row = byId.get(id);
      return row === undefined ? [] : [row];
    });
  const keysOf = (found: readonly GalleryRow[]): string[] => found.map(({ tile }) => tile.key);

  function arrange(order: readonly string[], moved: ReadonlySet<string>): void {
    const ids = rows.map(({ id }) => id);
    const tiles = find(order.filter((id) => moved.has(id))).map(({ tile }) => tile);
    const place = order.findIndex((id) => moved.has(id)) + 1;
    if (order.every((id, index) => id === ids[index])) {
      announce(text('gallery.staysAtPlace', { tiles: tilesName(tiles), place, count: order.length }));
      return;
    }
    announce(text('gallery.movedToPlace', { tiles: tilesName(tiles), place, count: order.length }));
    void send({ type: 'arranged', order }, () => api.arrange({ ...target, keys: keysOf(find(order)) }));
  }

  return {
    moveBefore: (ids, before) =>
      arrange(
        movedBefore(
          rows.map(({ id }) => id),
          ids,
          before,
        ),
        ids,
      ),
    moveBy: (ids, by) =>
      arrange(
        movedBy(
          rows.map(({ id }) => id),
          ids,
          by,
        ),
        ids,
      ),
    describe: (alts) => {
      const changed = find(alts.keys()).filter(({ id, tile }) => alts.get(id) !== tile.alt);
      if (changed.length === 0) return;
      const changes = changed.map(({ id, tile }) => ({ key: tile.key, alt: alts.get(id) ?? '' }));
      announce(text('gallery.altTextsSaved', { count: changed.length }));
      void send({ type: 'described', alts }, () => api.describe({ ...target, changes }));
    },
    makeThumbnail: (id) => {
      const [row] = find([id]);
      if (row === undefined) return;
      announce(text('gallery.isTheThumbnail', { tile: tileName(row.tile) }));
      void send({ type: 'thumbnail', id }, () => api.setThumbnail({ ...target, key: row.tile.key }));
    },
    remove: (ids) => void remove(find(ids)),
    keep: (ids) => void keep(find(ids)),
    replace,
    insertBefore: (id) => void insertBefore(id),
    copy: (ids, product) => void copy(find(ids), product),
    download: (id) => void download(id),
    copyImage: (id) => void copyImage(id),
    prepareDrag: async (ids) => {
      const keys = keysOf(find(ids));
      if (keys.length === 0) return null;
      if (keys.length > maxDragged) {
        announce(text('gallery.dragTooMany', { max: maxDragged }));
        return null;
      }
      return (await ask(api.prepareDrag({ ...target, keys })))?.dragId ?? null;
    },
  };

  async function remove(found: readonly GalleryRow[]): Promise<void> {
    const { dismissed, removed } = removalOf(found);
    if (dismissed.length > 0 && !(await did(window.packshot.outbox.dismiss({ entryIds: dismissed })))) return;
    if (removed.length > 0 && !(await did(api.remove({ ...target, keys: keysOf(removed) })))) return;
    const tiles = (removed.length > 0 ? removed : found).map(({ tile }) => tile);
    if (removed.some(({ tile }) => tile.type === 'image')) {
      announce(text('gallery.removalAnnounced', { tiles: tilesName(tiles) }));
    } else if (tiles.length > 0)
      announce(
        text(removed.length > 0 ? 'gallery.cancelledTiles' : 'gallery.removedTiles', {
          tiles: tilesName(tiles),
        }),
      );
  }

  async function keep(found: readonly GalleryRow[]): Promise<void> {
    if (found.length === 0 || !(await did(api.keep({ ...target, keys: keysOf(found) })))) return;
    announce(text('gallery.stays', { tiles: tilesName(found.map(({ tile }) => tile)) }));
  }

  async function replace(id: string, file: File): Promise<number | null> {
    const [row] = find([id]);
    const added = row && (await ask(api.replace({ ...target, key: row.tile.key }, [file])));
    if (!added) return null;
    announce(text('gallery.replaces', { file: file.name, tile: tileName(row.tile) }));
    return added.batchId;
  }

  async function insertBefore(id: string): Promise<void> {
    const [row] = find([id]);
    if (row === undefined) return;
    if (await chooseFiles(target, 'files', row.tile.key))
      announce(text('gallery.addingBefore', { tile: tileName(row.tile) }));
  }

  async function copy(
    found: readonly GalleryRow[],
    product: { readonly productId: number; readonly name: string },
  ): Promise<void> {
    const images = found.filter(({ tile }) => tile.type === 'image');
    if (images.length === 0) return;
    const answer = await ask(api.copy({ ...target, keys: keysOf(images), toProductId: product.productId }));
    if (answer !== null)
      announce(text('gallery.willBeCopied', { count: answer.queued, product: product.name }));
  }

  async function copyImage(id: string): Promise<void> {
    const [row] = find([id]);
    if (row !== undefined && (await did(api.copyImage({ ...target, key: row.tile.key }))))
      announce(text('gallery.imageCopied', { tile: tileName(row.tile) }));
  }

  async function download(id: string): Promise<void> {
    const [row] = find([id]);
    if (row === undefined || row.tile.type !== 'image') return;
    const answer = await ask(api.download({ ...target, key: row.tile.key }));
    if (answer?.saved === true) announce(text('gallery.saved', { tile: tileName(row.tile) }));
  }
}
