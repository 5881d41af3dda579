import type { Locator, Page } from 'playwright';

/** From an element's upper left corner, in pixels. */
export interface DropPoint {
  x: number;
  y: number;
  /** Holds the files here first, until the condition is true. */
  holdAt?: { x: number; y: number; until: () => Promise<boolean> };
  /** Where they go after that, by its upper left corner: the gallery makes room for a second target meanwhile. */
  next?: () => Locator;
}

/** Drops files and folders on an element like a file manager, by default in its middle. Absolute paths. */
export async function drop(
  page: Page,
  paths: readonly string[],
  target: Locator,
  at?: DropPoint,
): Promise<void> {
  await target.waitFor();
  const box = await target.boundingBox();
  if (!box) throw new Error('There is nothing to drop on');
  const cdp = await page.context().newCDPSession(page);
  const copy = 1;
  const drag = {
    x: box.x + (at?.x ?? box.width / 2),
    y: box.y + (at?.y ?? box.height / 2),
    data: { items: [], files: [...paths], dragOperationsMask: copy },
  };
  try {
    await cdp.send('Input.dispatchDragEvent', { type: 'dragEnter', ...drag });
    if (at?.holdAt !== undefined) {
      const { x, y, until } = at.holdAt;
      const held = { ...drag, x: box.x + x, y: box.y + y };
      // The system repeats drag events for files that are held still.
      while (!(await until())) await cdp.send('Input.dispatchDragEvent', { type: 'dragOver', ...held });
    }
    const last = at?.next === undefined ? box : await at.next().boundingBox();
    if (!last) throw new Error('There is nothing to drop on');
    const end = { ...drag, x: drag.x - box.x + last.x, y: drag.y - box.y + last.y };
    await cdp.send('Input.dispatchDragEvent', { type: 'dragOver', ...end });
    await cdp.send('Input.dispatchDragEvent', { type: 'drop', ...end });
  } finally {
    await cdp.detach();
  }
}
