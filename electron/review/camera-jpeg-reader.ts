import {
  cameraJpegName,
  stageCameraJpeg,
  type StagedPicture,
  type StagingTools,
} from '../intake/stage-file.ts';
import { withArchives } from '../pictures/archives/archive-disk.ts';
import { sourceDrives } from '../pictures/source-drives.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { StagedFiles } from '../staging/staged-files.ts';
import { BackgroundWork } from './background-work.ts';
import type { Item } from './item.ts';
import type { ReviewBatch } from './review-batch.ts';

interface ReaderPorts {
  batch: ReviewBatch;
  tools: StagingTools;
  bytes: StagedFiles;
  log: (message: string, details?: Record<string, unknown>) => void;
  /** The item as its name and what is written in it match it now. */
  match: (item: Item) => Item;
  onRead: (item: Item) => void;
}

/**
 * Reads the camera's own JPEGs of raw photographs in the background. The wish is saved first, so that the next start
 * resumes what closing cut short. What fails stays unusable, with the reason.
 */
export class CameraJpegReader extends BackgroundWork {
  readonly #ports: ReaderPorts;

  constructor(ports: ReaderPorts) {
    super(ports.tools.pictures.parallel);
    this.#ports = ports;
  }

  /** Returns how many are read. */
  read(items: readonly Item[]): number {
    this.#ports.batch.updateAll(items.map((item) => ({ ...item, wantsCameraJpeg: true })));
    for (const { id } of items) this.add(async () => await this.#readOne(id));
    return items.length;
  }

  /** Reads what an earlier process was asked for. */
  resume(): void {
    this.read(this.#ports.batch.items().filter((item) => item.wantsCameraJpeg));
  }

  /** Never rejects. */
  async #readOne(id: number): Promise<void> {
    const { batch, bytes, log, match, onRead } = this.#ports;
    const { signal } = this;
    const raw = batch.item(id);
    if (!raw || signal.aborted) return;
    try {
      const staged = await this.#stage(raw);
      const item = batch.item(id);
      if (!staged.ok) {
        if (item && !signal.aborted) batch.update(id, { unusable: staged.reason, wantsCameraJpeg: false });
        return;
      }
      const { facts, sha256 } = staged.value;
      if (!item || signal.aborted) {
        bytes.releaseAndDelete(sha256);
        return;
      }
      const fileName = cameraJpegName(item.fileName);
      const read = { ...item, fileName, facts, sha256, unusable: null, wantsCameraJpeg: false };
      batch.updateAll([match(read)]);
      bytes.releaseHold(sha256);
      onRead(batch.item(id) ?? read);
    } catch (error) {
      log('a camera’s own JPEG could not be read', { error: String(error) });
    }
  }

  async #stage({ path, fileName, recipe }: Item): Promise<Outcome<StagedPicture>> {
    const disk = withArchives(sourceDrives.diskFor([path]));
    try {
      const tools = { ...this.#ports.tools, recipe: recipe ?? undefined };
      return await stageCameraJpeg(path, fileName, tools, disk, this.signal);
    } finally {
      await disk.close();
    }
  }
}
