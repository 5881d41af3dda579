import type { Candidate } from '../matching/match.ts';
import type { Measures } from '../pictures/measure.ts';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import type { Staging } from '../staging/staging.ts';
import { BackgroundWork } from './background-work.ts';
import type { Item } from './item.ts';
import { isOpenToLabels, type Label } from './label-sets.ts';
import type { ReviewBatch } from './review-batch.ts';

interface ReaderPorts {
  batch: ReviewBatch;
  staging: Pick<Staging, 'pathOf'>;
  pictures: Pick<PicturePool, 'readClues' | 'parallel'>;
  /** Whether the user wants codes read. */
  wantsCodes: () => boolean;
  /** Whether hints will want it measured, which takes the same decoding. */
  wantsMeasures: (sha256: string) => boolean;
  onMeasured: (sha256: string, measures: Measures) => void;
  ownerOf: (code: string) => Candidate | null;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/**
 * Reads codes and likenesses of the photos that no name explains, in the background, once the whole batch is read. What
 * is found is kept; codes are looked up again when the catalogue changes.
 */
export class ClueReader extends BackgroundWork {
  readonly #ports: ReaderPorts;
  readonly #asked = new Set<number>();

  constructor(ports: ReaderPorts) {
    super(ports.pictures.parallel);
    this.#ports = ports;
  }

  /** Reads what was not read yet, and looks up all codes again. */
  update(): void {
    const { batch } = this.#ports;
    if (batch.isReading) return;
    const items = batch.items();
    const known = items.filter(({ codes }) => codes !== null && codes.length > 0);
    batch.updateAll(known.flatMap((item) => this.#relabelled(item)));
    const unread = items.filter((item) => this.#lacksClues(item) && !this.#asked.has(item.id));
    // Photos seen while codes were not read may be labels, so no set is offered before their codes are read.
    batch.updateAll(unread.flatMap((item) => (item.likeness === null ? [] : [{ ...item, likeness: null }])));
    for (const { id } of unread) {
      this.#asked.add(id);
      this.add(async () => await this.#read(id));
    }
  }

  #lacksClues(item: Item): boolean {
    return isOpenToLabels(item) && (item.likeness === null || this.#lacksCodes(item));
  }

  #lacksCodes({ codes }: Item): boolean {
    return codes === null && this.#ports.wantsCodes();
  }

  #relabelled(item: Item): Item[] {
    const label = this.#labelOf(item.codes ?? []);
    return JSON.stringify(label) === JSON.stringify(item.label) ? [] : [{ ...item, label }];
  }

  /** Null if the codes belong to no product or to several: then the photo is no label. */
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
    const { batch, staging, pictures, wantsMeasures, onMeasured, log } = this.#ports;
    const item = batch.item(id);
    if (!item || this.signal.aborted) return;
    // The photo or the setting may have changed since.
    if (!this.#lacksClues(item) || item.sha256 === null || item.facts === null)
      return void this.#asked.delete(id);
    const failed = (error: unknown): null => {
      log('a photo could not be searched for clues', { error: String(error) });
      return null;
    };
    try {
      const { sha256, facts } = item;
      const wantsCodes = this.#lacksCodes(item);
      const wanted = { codes: wantsCodes, measures: wantsMeasures(sha256) };
      const path = staging.pathOf(sha256);
      const read = await pictures.readClues(path, facts, wanted, { signal: this.signal }).catch(failed);
      if (this.signal.aborted) return;
      if (read?.ok && read.value.measures !== null) onMeasured(sha256, read.value.measures);
      const codes = read?.ok ? read.value.codes : read && [];
      // Sets are offered once all photos were examined, so a photo that can't be read must not hold them back.
      const likeness = read?.ok ? read.value.likeness : '';
      batch.update(id, {
        likeness,
        ...(wantsCodes && codes !== null ? { codes, label: this.#labelOf(codes) } : {}),
      });
      if (read !== null) this.#asked.delete(id);
    } catch (error) {
      failed(error);
    }
  }
}
