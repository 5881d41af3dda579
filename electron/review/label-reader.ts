import type { Candidate } from '../matching/match.ts';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import type { Staging } from '../staging/staging.ts';
import { BackgroundWork } from './background-work.ts';
import type { Item } from './item.ts';
import { isOpenToLabels, type Label } from './label-sets.ts';
import type { ReviewBatch } from './review-batch.ts';

interface ReaderPorts {
  batch: ReviewBatch;
  staging: Pick<Staging, 'pathOf'>;
  pictures: Pick<PicturePool, 'readCodes' | 'parallel'>;
  /** Whether the user wants codes read. */
  isWanted: () => boolean;
  ownerOf: (code: string) => Candidate | null;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/**
 * Reads codes in the photos that no name explains, in the background, once the whole batch is read. Each photo is read once: what is found
 * is kept, and looked up again when the catalogue changes.
 */
export class LabelReader extends BackgroundWork {
  readonly #ports: ReaderPorts;
  readonly #asked = new Set<number>();

  constructor(ports: ReaderPorts) {
    super(ports.pictures.parallel);
    this.#ports = ports;
  }

  /** Reads what was not read yet, and looks up all codes again. */
  update(): void {
    const { batch, isWanted } = this.#ports;
    if (batch.isReading) return;
    const items = batch.items();
    const known = items.filter(({ codes }) => codes !== null && codes.length > 0);
    batch.updateAll(known.flatMap((item) => this.#relabelled(item)));
    if (!isWanted()) return;
    for (const item of items) {
      if (item.codes !== null || !isOpenToLabels(item) || this.#asked.has(item.id)) continue;
      this.#asked.add(item.id);
      this.add(async () => await this.#read(item.id));
    }
  }

  #relabelled(item: Item): Item[] {
    const label = this.#labelOf(item.codes ?? []);
    return JSON.stringify(label) === JSON.stringify(item.label) ? [] : [{ ...item, label }];
  }

  /** Null where the codes are of no product, or of several: then it is no label of one. */
  #labelOf(codes: readonly string[]): Label | null {
    const labels = codes.flatMap((code): Label[] => {
      const owner = this.#ports.ownerOf(code);
      return owner === null ? [] : [{ code, owner }];
    });
    const [first] = labels;
    return first !== undefined && labels.every(({ owner }) => owner.productId === first.owner.productId)
      ? first
      : null;
  }

  /** Never rejects. */
  async #read(id: number): Promise<void> {
    const { batch, staging, pictures, isWanted, log } = this.#ports;
    const item = batch.item(id);
    if (!item || !isOpenToLabels(item) || item.sha256 === null || item.facts === null) return;
    // The setting may have been changed since.
    if (this.signal.aborted || !isWanted()) return void this.#asked.delete(id);
    try {
      const read = await pictures.readCodes(staging.pathOf(item.sha256), item.facts, { signal: this.signal });
      if (this.signal.aborted) return;
      const codes = read.ok ? read.value : [];
      batch.update(id, { codes, label: this.#labelOf(codes) });
    } catch (error) {
      log('codes in a photo could not be read', { error: String(error) });
    }
  }
}
