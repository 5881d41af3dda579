import PQueue from 'p-queue';
import { cameraJpegName, stageCameraJpeg, type StagingTools } from '../intake/stage-file.ts';
import { sourceDrives } from '../pictures/source-drives.ts';
import type { StagedFiles } from '../staging/staged-files.ts';
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
export class CameraJpegReader {
  readonly #ports: ReaderPorts;
  readonly #queue: PQueue;
  readonly #stop = new AbortController();

  constructor(ports: ReaderPorts) {
    this.#ports = ports;
    this.#queue = new PQueue({ concurrency: ports.tools.pictures.parallel });
  }

  /** Returns how many are read. */
  read(items: readonly Item[]): number {
    this.#ports.batch.updateAll(items.map((item) => ({ ...item, wantsCameraJpeg: true })));
    for (const { id } of items) void this.#queue.add(async () => await this.#readOne(id));
    return items.length;
  }

  /** Reads what an earlier process was asked for. */
  resume(): void {
    this.read(this.#ports.batch.items().filter((item) => item.wantsCameraJpeg));
  }

  /** Resolves when nothing is left to read. */
  async idle(): Promise<void> {
    await this.#queue.onIdle();
  }

  /** Drops waiting work and waits for what is running. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#queue.clear();
    await this.#queue.onIdle();
  }

  /** Never rejects. */
  async #readOne(id: number): Promise<void> {
    const { batch, tools, bytes, log, match, onRead } = this.#ports;
    const { signal } = this.#stop;
    const raw = batch.item(id);
    if (!raw || signal.aborted) return;
    try {
      const disk = sourceDrives.diskFor([raw.path]);
      const staged = await stageCameraJpeg(raw.path, raw.fileName, tools, disk, signal);
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
}
