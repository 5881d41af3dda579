import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Locator } from 'playwright';
import sharp, { type Sharp } from 'sharp';
import { expect } from 'vitest';
import { age, type Stage } from './stage.ts';

/** Keyboard actions in the review and their visible results. */
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

  async type(text: string): Promise<void> {
    await this.#stage.page.keyboard.type(text);
  }

  /** The name of the active row; read at once, because a row that is asked for later may be gone by then. */
  async activeRow(): Promise<string> {
    return await this.list.evaluate((list) => {
      const id = list.getAttribute('aria-activedescendant');
      return (id === null ? null : document.getElementById(id)?.ariaLabel) ?? '';
    });
  }

  /** Waits until the active row's name starts with these words. */
  async isOn(words: string): Promise<void> {
    await expect.poll(async () => (await this.activeRow()).startsWith(words)).toBe(true);
  }

  /** Goes from the top to the row whose name starts so: by page until it is visible, then by row. */
  async goTo(words: string): Promise<void> {
    await this.press('Home');
    // Keys wait while a decision is carried out: a row that moves to this place meanwhile is not reached.
    await expect.poll(async () => (await this.#places(words)).active).toBe(0);
    for (;;) {
      const { active, target, last } = await this.#places(words);
      // Rows may still move after the last decision, so what was reached is looked at again.
      if (target === active) break;
      if (target !== null) {
        const key = target > active ? 'ArrowDown' : 'ArrowUp';
        for (let n = Math.abs(target - active); n > 0; n -= 1) await this.press(key);
        continue;
      }
      if (active === last) throw new Error(`There is no row that begins with ${words}`);
      await this.press('PageDown');
    }
    await this.isOn(words);
  }

  /** Goes from control to control by a key, until this one has the focus. */
  async focusBy(key: 'Tab' | 'Shift+Tab', control: Locator): Promise<void> {
    for (let steps = 0; steps < 12; steps += 1) {
      if (await control.evaluate((element) => element === document.activeElement)) return;
      await this.press(key);
    }
    throw new Error(`No way there by ${key}`);
  }

  /** Assigns the selection to a product by typing. */
  async give(typed: string): Promise<void> {
    const choices = this.#stage.page.getByRole('listbox', { name: 'Products to choose from' });
    await this.press('p');
    await choices.waitFor();
    await this.type(typed);
    await this.press('Enter');
    await choices.waitFor({ state: 'detached' });
  }

  /** Waits until all files are read; returns the label of the main button. */
  async read(): Promise<string> {
    const button = this.#stage.page.getByRole('button', { name: /^Queue / });
    await button.waitFor({ timeout: 120_000 });
    return button.innerText();
  }

  /** Waits until every visible row is loaded. */
  async #places(words: string): Promise<{ active: number; target: number | null; last: number }> {
    const places = await this.#stage.page.waitForFunction((wanted) => {
      const grid = document.querySelector('[role=grid][aria-activedescendant]');
      const rows = [...(grid?.querySelectorAll<HTMLElement>('[data-index]') ?? [])];
      const active = rows.find((row) => 'active' in row.dataset);
      if (!active || rows.length < (active.parentElement?.childElementCount ?? 0)) return null;
      const target = rows.find((row) => row.ariaLabel?.startsWith(wanted));
      return {
        active: Number(active.dataset['index']),
        target: target ? Number(target.dataset['index']) : null,
        last: Number(grid?.ariaRowCount) - 1,
      };
    }, words);
    const found = await places.jsonValue();
    if (found === null) throw new Error('the list of photos is empty');
    return found;
  }
}

let painted = 0;

export async function paint(
  path: string,
  change: (picture: Sharp) => Sharp = (same) => same,
): Promise<Buffer> {
  painted += 1;
  // Its number is drawn in twelve black or white stripes, which survive any encoding.
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

/** Writes a file with an older modification time, and its folders. */
export async function put(path: string, bytes: Buffer | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  await age(path);
}

export function below(folder: string, file: string): string {
  return join(folder, ...file.split('/'));
}
