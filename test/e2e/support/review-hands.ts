import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Locator } from 'playwright';
import sharp, { type Sharp } from 'sharp';
import { expect } from 'vitest';
import { age, type Stage } from './stage.ts';

/** What a person does in the review with the keyboard, and sees of it. */
export class ReviewHands {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  get list(): Locator {
    return this.#stage.page.getByRole('grid', { name: 'Photos to review' });
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#stage.page.keyboard.press(key);
  }

  /** Types, wherever the keyboard is. */
  async type(text: string): Promise<void> {
    await this.#stage.page.keyboard.type(text);
  }

  /** What a screen reader says of the row that the keyboard is on. */
  async activeRow(): Promise<string> {
    const id = await this.list.getAttribute('aria-activedescendant');
    return (await this.#stage.page.locator(`[id="${id}"]`).getAttribute('aria-label')) ?? '';
  }

  /** Waits until the keyboard is on the row that begins so. */
  async isOn(words: string): Promise<void> {
    await expect.poll(async () => (await this.activeRow()).startsWith(words)).toBe(true);
  }

  /** Goes from the top to the row that begins so: page by page until it is in sight, then row by row. */
  async goTo(words: string): Promise<void> {
    await this.press('Home');
    let was = -1;
    for (;;) {
      const { active, target } = await this.#places(words);
      if (target !== null) {
        const key = target > active ? 'ArrowDown' : 'ArrowUp';
        for (let n = Math.abs(target - active); n > 0; n -= 1) await this.press(key);
        break;
      }
      if (active === was) throw new Error(`There is no row that begins with ${words}`);
      was = active;
      await this.press('PageDown');
    }
    await this.isOn(words);
  }

  /** Gives what is selected to a product, by typing what one knows of it. */
  async give(typed: string): Promise<void> {
    const choices = this.#stage.page.getByRole('listbox', { name: 'Products to choose' });
    await this.press('p');
    await choices.waitFor();
    await this.type(typed);
    await this.press('Enter');
    await choices.waitFor({ state: 'detached' });
  }

  /** Waits for all files to be read, and answers what the one button says. */
  async read(): Promise<string> {
    const button = this.#stage.page.getByRole('button', { name: /^Queue / });
    await button.waitFor({ timeout: 120_000 });
    return button.innerText();
  }

  async #places(words: string): Promise<{ active: number; target: number | null }> {
    return this.list.evaluate((grid, wanted) => {
      const rows = [...grid.querySelectorAll<HTMLElement>('[data-index]')];
      const indexOf = (row: HTMLElement | undefined): number | null =>
        row === undefined ? null : Number(row.dataset['index']);
      return {
        active: indexOf(rows.find((row) => 'active' in row.dataset)) ?? 0,
        target: indexOf(rows.find((row) => row.ariaLabel?.startsWith(wanted))),
      };
    }, words);
  }
}

let painted = 0;

/** Writes a small picture like no other, of the type that its name says. */
export async function paint(
  path: string,
  change: (picture: Sharp) => Sharp = (same) => same,
): Promise<Buffer> {
  painted += 1;
  // Which it is stands in it in twelve stripes, black or white: no coding takes that away.
  const [width, height, stripe] = [96, 72, 8];
  const pixels = Buffer.alloc(width * height * 3, 128);
  for (let at = 0; at < width * height; at += 1) {
    const isOn = ((painted >> Math.floor((at % width) / stripe)) & 1) === 1;
    pixels.fill(isOn ? 255 : 0, at * 3, at * 3 + 3);
  }
  const picture = change(sharp(pixels, { raw: { width, height, channels: 3 } }));
  const type = path.split('.').at(-1) ?? '';
  const coded =
    type === 'tif'
      ? picture.tiff()
      : type === 'png'
        ? picture.png()
        : type === 'webp'
          ? picture.webp()
          : type === 'gif'
            ? picture.gif()
            : picture.jpeg();
  const bytes = await coded.toBuffer();
  await put(path, bytes);
  return bytes;
}

/** Writes a file as one that was written earlier, and the folders that it is in. */
export async function put(path: string, bytes: Buffer | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  await age(path);
}

/** A path below a folder, given with `/`. */
export function below(folder: string, file: string): string {
  return join(folder, ...file.split('/'));
}
