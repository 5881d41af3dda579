import { shownOrder, type ImagePosition, type Put } from '../../../electron/ordering/arrange.ts';

/**
 * Which new numbers make a store renumber others. The reference: "if the image is given a lower priority".
 */
export const triggers = ['never', 'when-raised', 'when-lowered', 'always'] as const;

/** How it renumbers images "with a `sort_order` the same as or greater than the image's new value". */
export const manners = [
  /** Each is raised by one: the practice store's interpretation. */
  'shift',
  /** The same, but only if the number is held. */
  'shift-if-held',
  /** Only those in the way are raised by one. */
  'cascade',
  /** They get consecutive numbers from the new number on. */
  'close-up',
  /** The whole gallery is numbered from 0; among equal numbers the one just written comes first. */
  'number-all',
  /** The same from 1. */
  'number-all-from-one',
] as const;

export interface Renumbering {
  trigger: (typeof triggers)[number];
  manner: (typeof manners)[number];
}

export const renumberings: readonly Renumbering[] = [
  { trigger: 'never', manner: 'shift' },
  ...triggers
    .filter((trigger) => trigger !== 'never')
    .flatMap((trigger) => manners.map((manner) => ({ trigger, manner }))),
];

/** The order of a product's images in a store. Counts its requests. */
export class StoreModel {
  readonly #numbers: Map<number, number>;
  readonly #renumbering: Renumbering;
  puts = 0;
  /** How often a number was written that another image held. */
  collisions = 0;

  constructor(images: readonly ImagePosition[], renumbering: Renumbering) {
    this.#numbers = new Map(images.map((image) => [image.id, image.sortOrder]));
    this.#renumbering = renumbering;
  }

  list(): ImagePosition[] {
    return [...this.#numbers].map(([id, sortOrder]) => ({ id, sortOrder }));
  }

  shown(): number[] {
    return shownOrder(this.list()).map((image) => image.id);
  }

  put({ imageId, sortOrder }: Put): void {
    const before = this.#numbers.get(imageId);
    if (before === undefined) throw new Error(`No image ${imageId}`);
    if (!Number.isInteger(sortOrder) || sortOrder < -2_147_483_648 || sortOrder > 2_147_483_647) {
      throw new Error(`Not an int32: ${sortOrder}`);
    }
    this.puts++;
    const others = shownOrder(this.list()).filter((image) => image.id !== imageId);
    if (others.some((image) => image.sortOrder === sortOrder)) this.collisions++;
    this.#numbers.set(imageId, sortOrder);
    if (sortOrder === before) return;
    const { trigger } = this.#renumbering;
    const renumbers =
      trigger === 'always' || trigger === (sortOrder > before ? 'when-raised' : 'when-lowered');
    if (renumbers) this.#renumber(imageId, sortOrder, others);
  }

  send(puts: readonly Put[]): void {
    for (const put of puts) this.put(put);
  }

  #renumber(imageId: number, from: number, others: readonly ImagePosition[]): void {
    const same = others.filter((image) => image.sortOrder >= from);
    const isHeld = same.some((image) => image.sortOrder === from);
    const set = (id: number, number: number): void => {
      this.#numbers.set(id, Math.min(number, 2_147_483_647));
    };
    switch (this.#renumbering.manner) {
      case 'shift':
      case 'shift-if-held':
        if (this.#renumbering.manner === 'shift-if-held' && !isHeld) return;
        for (const { id, sortOrder } of same) set(id, sortOrder + 1);
        return;
      case 'cascade': {
        let free = from + 1;
        for (const { id, sortOrder } of same) if (sortOrder < free) set(id, free++);
        return;
      }
      case 'close-up':
        for (const [at, { id }] of same.entries()) set(id, from + 1 + at);
        return;
      case 'number-all':
      case 'number-all-from-one': {
        const all = [...others.filter((image) => image.sortOrder < from).map(({ id }) => id), imageId];
        const first = this.#renumbering.manner === 'number-all' ? 0 : 1;
        for (const [at, id] of [...all, ...same.map((image) => image.id)].entries()) set(id, first + at);
      }
    }
  }
}
