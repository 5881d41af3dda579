import type { Gallery, Tile } from '../../../../shared/model.ts';
import { ok, type Outcome } from '../../../../shared/outcome.ts';
import type { Undone } from '../../../../shared/take-back.ts';
import type { PackshotApi } from '../../../../shared/packshot-api.ts';

type ImageTile = Extract<Tile, { type: 'image' }>;

/** Calls of the gallery with their requests, for a test. */
export const asked: { verb: string; request: unknown; files: string[] }[] = [];

const heldBackMs = 8000;

/** An editable gallery: sends what main would show, with main's delay. */
export class FakeGallery {
  readonly #shown: () => Gallery | null;
  readonly #tell: (gallery: Gallery) => void;
  #before: { tiles: Tile[]; words: string }[] = [];
  #after: { tiles: Tile[]; words: string }[] = [];

  constructor(shown: () => Gallery | null, tell: (gallery: Gallery) => void) {
    this.#shown = shown;
    this.#tell = tell;
  }

  readonly verbs: Pick<
    PackshotApi['gallery'],
    | 'arrange'
    | 'describe'
    | 'setThumbnail'
    | 'remove'
    | 'keep'
    | 'replace'
    | 'copy'
    | 'undo'
    | 'redo'
    | 'download'
    | 'facts'
    | 'copyImage'
    | 'prepareDrag'
    | 'startDrag'
  > = {
    arrange: (request) => {
      this.#record('arrange', request);
      const places = new Map(request.keys.map((key, place) => [key, place]));
      const at = (tile: Tile): number => places.get(tile.key) ?? 9999;
      return this.#edit('moving images', (tiles) =>
        tiles
          .toSorted((a, b) => at(a) - at(b))
          .map((tile, index) => (tile === tiles[index] ? tile : placed(tile, index))),
      );
    },
    describe: (request) => {
      this.#record('describe', request);
      const alts = new Map(request.changes.map(({ key, alt }) => [key, alt]));
      return this.#edit('changing alt texts', (tiles) =>
        tiles.map((tile) => {
          const alt = alts.get(tile.key);
          if (alt === undefined) return tile;
          return tile.type === 'entry'
            ? { ...tile, alt }
            : { ...tile, alt, pending: { ...tile.pending, alt: true } };
        }),
      );
    },
    setThumbnail: (request) => {
      this.#record('setThumbnail', request);
      return this.#edit('changing the thumbnail', (tiles) =>
        tiles.map((tile) => {
          const is = tile.key === request.key;
          if (tile.type === 'entry') return { ...tile, willBeThumbnail: is };
          return { ...tile, isThumbnail: is, pending: { ...tile.pending, thumbnail: is } };
        }),
      );
    },
    remove: (request) => {
      this.#record('remove', request);
      const goes = new Set(request.keys);
      const removal = { until: Date.now() + heldBackMs };
      return this.#edit('removing images', (tiles) =>
        tiles.map((tile) => (tile.type === 'image' && goes.has(tile.key) ? pending(tile, removal) : tile)),
      );
    },
    keep: (request) => {
      this.#record('keep', request);
      return this.#edit('keeping images', (tiles) =>
        tiles.map((tile) =>
          tile.type === 'image' && request.keys.includes(tile.key) ? pending(tile, null) : tile,
        ),
      );
    },
    replace: (request, files) => {
      this.#record('replace', request, files);
      return Promise.resolve(ok({ batchId: 2 }));
    },
    copy: (request) => {
      this.#record('copy', request);
      return Promise.resolve(ok({ queued: request.keys.length }));
    },
    undo: (request) => {
      this.#record('undo', request);
      return this.#step(this.#before, this.#after);
    },
    redo: (request) => {
      this.#record('redo', request);
      return this.#step(this.#after, this.#before);
    },
    download: (request) => {
      this.#record('download', request);
      return Promise.resolve(ok({ saved: true }));
    },
    facts: (request) => {
      this.#record('facts', request);
      const isPhoto = request.key.startsWith('entry');
      return Promise.resolve(
        ok({
          of: isPhoto ? 'photo' : 'image',
          fileName: 'front.jpg',
          width: 1024,
          height: 1280,
          type: 'jpeg',
          bytes: 212_000,
          profile: isPhoto ? 'Adobe RGB (1998)' : null,
          capturedAt: isPhoto ? Date.UTC(2026, 10, 3, 10, 52, 6) : null,
          changedAt: isPhoto ? null : Date.UTC(2026, 10, 20),
        }),
      );
    },
    copyImage: (request) => {
      this.#record('copyImage', request);
      return Promise.resolve(ok(null));
    },
    prepareDrag: (request) => {
      this.#record('prepareDrag', request);
      return Promise.resolve(ok({ dragId: 1 }));
    },
    startDrag: (request) => {
      this.#record('startDrag', request);
      return Promise.resolve(ok(null));
    },
  };

  #record(verb: string, request: unknown, files: readonly { name: string }[] = []): void {
    asked.push({ verb, request, files: files.map(({ name }) => name) });
  }

  #edit(words: string, change: (tiles: Tile[]) => Tile[]): Promise<Outcome<null>> {
    const gallery = this.#shown();
    if (gallery === null) return Promise.resolve(ok(null));
    this.#before.push({ tiles: gallery.tiles, words });
    this.#after = [];
    this.#show(gallery, change(gallery.tiles));
    return Promise.resolve(ok(null));
  }

  #step(from: { tiles: Tile[]; words: string }[], to: typeof from): Promise<Outcome<Undone>> {
    const gallery = this.#shown();
    const last = from.pop();
    if (gallery === null || last === undefined) return Promise.resolve(ok({ type: 'nothing' }));
    to.push({ tiles: gallery.tiles, words: last.words });
    this.#show(gallery, last.tiles);
    return Promise.resolve(ok({ type: 'done', edit: last.words }));
  }

  #show(gallery: Gallery, tiles: Tile[]): void {
    const redo = this.#after.at(-1)?.words ?? null;
    const undoSteps = this.#before.map(({ words }) => words).toReversed();
    this.#tell(structuredClone({ ...gallery, tiles, undoSteps, redo }));
  }
}

function placed(tile: Tile, index: number): Tile {
  if (tile.type === 'entry') return { ...tile, sortOrder: index };
  return { ...tile, sortOrder: index, pending: { ...tile.pending, place: true } };
}

function pending(tile: ImageTile, removal: ImageTile['pending']['removal']): ImageTile {
  return { ...tile, pending: { ...tile.pending, removal } };
}
