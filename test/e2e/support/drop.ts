import type { Locator, Page } from 'playwright';

/** Drops files and folders on an element as a person does with the system's file manager. Paths are absolute. */
export async function drop(page: Page, paths: readonly string[], target: Locator): Promise<void> {
  const box = await target.boundingBox();
  if (!box) throw new Error('There is nothing to drop on');
  const cdp = await page.context().newCDPSession(page);
  const copy = 1;
  const drag = {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    data: { items: [], files: [...paths], dragOperationsMask: copy },
  };
  try {
    await cdp.send('Input.dispatchDragEvent', { type: 'dragEnter', ...drag });
    await cdp.send('Input.dispatchDragEvent', { type: 'dragOver', ...drag });
    await cdp.send('Input.dispatchDragEvent', { type: 'drop', ...drag });
  } finally {
    await cdp.detach();
  }
}
