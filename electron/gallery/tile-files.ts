import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, join, parse, relative } from 'node:path';
import type { StoreImage } from '../bigcommerce/image-api.ts';
import type { Pictures } from '../catalog/pictures.ts';
import type { StagedPhoto } from '../outbox/entry.ts';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import type { Staging } from '../staging/staging.ts';
import { portableFileName } from '../util/portable-file-name.ts';
import { pictureName } from './picture-name.ts';
import { reason } from '../../shared/messages/reason.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { readTileKey } from '../../shared/tile-key.ts';
import type { TileFacts } from '../../shared/tile-facts.ts';

interface Target {
  readonly storeId: string;
  readonly productId: number;
}

/** Files for one drag out of the window. */
export interface FilesToDrag {
  readonly paths: readonly string[];
  /** A small PNG of the first; null if it can't be drawn. */
  readonly icon: string | null;
}

interface TileFilesPorts {
  image(target: Target, imageId: number): StoreImage | undefined;
  apiOrigin(storeId: string): string | undefined;
  /** The photo of an entry; null if it has none. */
  photo(target: Target, entryId: number): StagedPhoto | null;
  pictures: Pick<Pictures, 'get'>;
  picturePool: Pick<PicturePool, 'inspect' | 'render'>;
  staging: Pick<Staging, 'pathOf'>;
  /** App-owned and empty at the start. */
  folder: string;
}

/** A file manager may still copy the files of an earlier drag. */
const maxDrags = 3;
/** Bytes of one drag: the files are copied first. */
const maxDragBytes = 512 * 1024 * 1024;
const iconEdge = 96;
/** Longest edge of a copied picture in pixels. */
const copyEdge = 2048;

/** The picture files behind the tiles of galleries: images as the store serves them, photos as they are sent. */
export class TileFiles {
  readonly #ports: TileFilesPorts;
  readonly #drags: string[] = [];

  constructor(ports: TileFilesPorts) {
    this.#ports = ports;
  }

  /** Null if the picture isn't available. */
  async facts(target: Target, key: string): Promise<TileFacts | null> {
    return await this.#inFolder(async (folder) => {
      const path = await this.#save(target, key, folder);
      if (path === null) return null;
      const { base } = parse(path);
      const seen = await this.#ports.picturePool.inspect(
        path,
        base,
        { previewTo: join(folder, randomUUID()) },
        { isUrgent: true },
      );
      if (!seen.ok) return null;
      const { width, height, type, bytes, profile, capturedAt } = seen.value.facts;
      const image = this.#imageOf(target, key);
      const changed = Date.parse(image?.dateModified ?? '');
      return {
        of: image === undefined ? 'photo' : 'image',
        fileName: base,
        width,
        height,
        type,
        bytes,
        profile,
        capturedAt,
        changedAt: Number.isNaN(changed) ? null : changed,
      };
    });
  }

  /** The picture as PNG, upright, at most 2048 pixels wide or high; null if it isn't available. */
  async png(target: Target, key: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return await this.#inFolder(async (folder) => {
      const path = await this.#save(target, key, folder);
      const drawn = join(folder, randomUUID());
      if (path === null || !(await this.#ports.picturePool.render(path, copyEdge, drawn, 'png'))) return null;
      return new Uint8Array(await readFile(drawn));
    });
  }

  /** Writes the files of tiles to a folder of their own, to be dragged. */
  async toDrag(target: Target, keys: readonly string[]): Promise<Outcome<FilesToDrag>> {
    const folder = join(this.#ports.folder, randomUUID());
    const icons = join(this.#ports.folder, randomUUID());
    this.#drags.push(folder, icons);
    for (const old of this.#drags.splice(0, this.#drags.length - 2 * maxDrags)) await remove(old);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await mkdir(icons, { recursive: true, mode: 0o700 });
    const paths: string[] = [];
    let bytes = 0;
    for (const key of keys) {
      const path = await this.#save(target, key, folder);
      bytes += path === null ? 0 : (await stat(path)).size;
      if (path === null || bytes > maxDragBytes) {
        await remove(folder);
        return no(reason(path === null ? 'picture-not-had' : 'drag-too-large'));
      }
      paths.push(path);
    }
    const icon = join(icons, 'icon.png');
    const [first = ''] = paths;
    const isDrawn = await this.#ports.picturePool.render(first, iconEdge, icon, 'png');
    return ok({ paths, icon: isDrawn ? icon : null });
  }

  /** Whether a path is one of the files that were dragged out: dropped on the window they are no new photos. */
  isOwn(path: string): boolean {
    const from = relative(this.#ports.folder, path);
    return from !== '' && !from.startsWith('..') && !isAbsolute(from);
  }

  /** Deletes what was written; files that are being copied are left to the next start. */
  async close(): Promise<void> {
    for (const folder of this.#drags.splice(0)) await remove(folder);
  }

  #imageOf(target: Target, key: string): StoreImage | undefined {
    const named = readTileKey(key);
    return named?.type === 'image' ? this.#ports.image(target, named.id) : undefined;
  }

  /** Writes a tile's file to a folder under its own name. Null if it isn't available. */
  async #save(target: Target, key: string, folder: string): Promise<string | null> {
    const { pictures, apiOrigin, photo, staging } = this.#ports;
    const image = this.#imageOf(target, key);
    try {
      if (image !== undefined) {
        const origin = apiOrigin(target.storeId);
        const picture = origin === undefined ? null : await pictures.get(image, 'zoom', origin);
        if (picture === null) return null;
        const path = await freePath(folder, pictureName(image.imageFile, picture.mediaType));
        await writeFile(path, picture.bytes, { mode: 0o600 });
        return path;
      }
      const named = readTileKey(key);
      const staged = named?.type === 'entry' ? photo(target, named.id) : null;
      if (staged === null) return null;
      const path = await freePath(folder, staged.fileName);
      await copyFile(staging.pathOf(staged.sha256), path, constants.COPYFILE_FICLONE);
      return path;
    } catch {
      // The disk is full, or the photo has just been sent and deleted.
      return null;
    }
  }

  async #inFolder<T>(work: (folder: string) => Promise<T | null>): Promise<T | null> {
    const folder = join(this.#ports.folder, randomUUID());
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return await work(folder);
    } catch {
      return null;
    } finally {
      await remove(folder);
    }
  }
}

/** Two images of a product may have the same name. */
async function freePath(folder: string, wished: string): Promise<string> {
  const { name, ext } = parse(portableFileName(wished) || 'image');
  const taken = new Set((await readdir(folder)).map((each) => each.toLowerCase()));
  let fileName = name + ext;
  for (let n = 2; taken.has(fileName.toLowerCase()); n += 1) fileName = `${name} (${n})${ext}`;
  return join(folder, fileName);
}

async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}
