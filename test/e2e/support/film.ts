import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright';
import sharp from 'sharp';

interface Frame {
  png: Buffer;
  ms: number;
  pointer: Point;
}

interface Point {
  x: number;
  y: number;
}

const pointerStepMs = 40;
const pointerSteps = 9;

/** The page over time, with a pointer drawn in, because screenshots have none. */
export class Film {
  readonly #page: Page;
  readonly #frames: Frame[] = [];
  #pointer: Point = { x: 40, y: 760 };

  constructor(page: Page) {
    this.#page = page;
  }

  /** Shows the page as it is now, for this long. */
  async show(ms: number): Promise<void> {
    this.#frames.push({ png: await this.#page.screenshot(), ms, pointer: this.#pointer });
  }

  /** Moves the pointer to the middle of an element, and presses it. */
  async click(target: Locator): Promise<void> {
    await this.moveTo(target);
    await this.show(250);
    await target.click();
  }

  async moveTo(target: Locator): Promise<void> {
    const box = await target.boundingBox();
    if (box === null) throw new Error('There is nothing to point at');
    const png = await this.#page.screenshot();
    const from = this.#pointer;
    const to = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    for (let step = 1; step <= pointerSteps; step += 1) {
      const part = 0.5 - Math.cos((Math.PI * step) / pointerSteps) / 2;
      this.#pointer = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
      this.#frames.push({ png, ms: pointerStepMs, pointer: this.#pointer });
    }
  }

  /** Films until something is true, a frame each `ms`. */
  async until(isDone: () => Promise<boolean>, ms: number): Promise<void> {
    while (!(await isDone())) await this.show(ms);
  }

  /** Writes an animated WebP; returns its size in bytes. */
  async write(path: string): Promise<number> {
    const pictures = await Promise.all(
      this.#frames.map(({ png, pointer }) =>
        sharp(png)
          .composite([{ input: arrow, ...cornerOf(pointer) }])
          .png()
          .toBuffer(),
      ),
    );
    const film = await sharp(pictures, { join: { animated: true } })
      .webp({ quality: 90, effort: 6, minSize: true, loop: 0, delay: this.#frames.map(({ ms }) => ms) })
      .toBuffer();
    await writeFile(path, film);
    return film.length;
  }
}

function cornerOf({ x, y }: Point): { left: number; top: number } {
  return { left: Math.max(0, Math.round(x)), top: Math.max(0, Math.round(y)) };
}

const arrow = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="26" viewBox="0 0 20 26">
    <path d="M2 1v19l5-4.500 3.400 7.800 3.200-1.400-3.400-7.600 6.800-.6z" fill="#111" stroke="#fff" stroke-width="1.500"/>
  </svg>`,
);
