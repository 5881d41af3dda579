import type { Locator } from 'playwright';
import { expect } from 'vitest';
import { heard, recordAnnouncements } from './announcements.ts';
import { useStage, type Stage } from './stage.ts';
import { imagesOf, type ImageInStore } from './store-images.ts';

/** Products of the seeded catalogue with five images each, and one without. */
export const shirt = 'Linden Organic T-Shirt, Ink';
export const lamp = 'Alder Table Lamp, Sand';
export const tote = 'Quarry Canvas Tote, Cocoa';
export const trainer = 'Dune Canvas Trainer, Ochre';
export const vase = 'Monsoon Vase, Coral';
export const empty = 'Cove Dinner Plate, Slate';

export interface GalleryDesk {
  readonly stage: Stage;
  heard(words: string | RegExp): Promise<void>;
  grid(): Locator;
  rows(): Locator;
  /** The picture of a tile, by position from 0. */
  mat(index: number): Locator;
  press(...names: string[]): Promise<void>;
  open(product: string): Promise<ImageInStore[]>;
  storeHas(product: string, wanted: readonly number[]): Promise<void>;
  shown(): Promise<string[]>;
  drag(from: Locator, to: Locator, part: number): Promise<void>;
  enterGrid(): Promise<void>;
  /** Key of the focused tile; null if the focus is elsewhere. */
  activeKey(): Promise<string | null>;
  chosen(): Promise<string[]>;
  /** Presses a key that opens a menu, and waits until the menu has the keys. */
  openMenu(key: 'Shift+F10' | 'Enter'): Promise<void>;
  signInAgain(): Promise<void>;
}

/** A connected app for each test of a file, with helpers for its gallery. */
export function galleryDesk(): GalleryDesk {
  let stage: Stage;
  useStage(async (opened) => {
    stage = opened;
    await stage.connect();
    await recordAnnouncements(stage.page);
  });

  const grid = (): Locator => stage.page.getByRole('grid', { name: 'Gallery' });
  const rows = (): Locator => grid().getByRole('row');
  const press = async (...names: string[]): Promise<void> => {
    for (const name of names) await stage.page.keyboard.press(name);
  };
  return {
    get stage() {
      return stage;
    },
    grid,
    rows,
    press,
    mat: (index) => rows().nth(index).locator('[data-part="mat"]'),
    heard: (words) => heard(stage.page, words),
    open: async (product) => {
      const images = await imagesOf(stage, product);
      await stage.choose(product);
      await rows()
        .nth(Math.max(0, images.length - 1))
        .waitFor();
      return images;
    },
    storeHas: async (product, wanted) => {
      await expect.poll(async () => ids(await imagesOf(stage, product)), { timeout: 30_000 }).toEqual(wanted);
    },
    shown: () => rows().evaluateAll((found) => found.map((row) => row.getAttribute('data-tile-key') ?? '')),
    drag: (from, to, part) => drag(stage, from, to, part),
    enterGrid: async () => {
      await rows().first().focus();
      await press('Home');
    },
    activeKey: () => stage.page.evaluate(() => document.activeElement?.getAttribute('data-tile-key') ?? null),
    chosen: () =>
      grid()
        .locator('[aria-selected="true"]')
        .evaluateAll((found) => found.map((row) => row.getAttribute('data-tile-key') ?? '')),
    openMenu: async (key) => {
      await press(key);
      await stage.page.locator('[role=menuitem]:focus').waitFor();
    },
    signInAgain: () => signInAgain(stage),
  };
}

export function keys(imageIds: readonly number[]): string[] {
  return imageIds.map((id) => `image-${id}`);
}

export function ids(images: readonly ImageInStore[]): number[] {
  return images.map(({ id }) => id);
}

export function five(images: readonly ImageInStore[]): [number, number, number, number, number] {
  const [a, b, c, d, e, ...more] = ids(images);
  if (
    a === undefined ||
    b === undefined ||
    c === undefined ||
    d === undefined ||
    e === undefined ||
    more.length > 0
  )
    throw new Error('The product does not have five images');
  return [a, b, c, d, e];
}

async function drag({ page }: Stage, from: Locator, to: Locator, part: number): Promise<void> {
  const [a, b] = [await from.boundingBox(), await to.boundingBox()];
  if (a === null || b === null) throw new Error('They are not in the window');
  await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
  await page.mouse.down();
  await page.mouse.move(b.x + b.width * part, b.y + b.height / 2, { steps: 5 });
  await page.locator('[data-mark]').waitFor();
  await page.mouse.up();
}

/** Without a keychain the token is lost with the process. */
async function signInAgain({ page, store }: Stage): Promise<void> {
  const signIn = page.getByRole('button', { name: 'Sign in', exact: true });
  const finished = page.getByText(/Everything is (in the store|done)/);
  await signIn.or(finished).first().waitFor();
  if (!(await signIn.isVisible())) return;
  await signIn.click();
  await page.getByLabel('Access token').fill(store.accessToken);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /sign in/i })
    .click();
}
