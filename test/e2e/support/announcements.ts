import type { Page } from 'playwright';
import { expect } from 'vitest';

/**
 * Records what live regions say from now on: the next announcement may replace one before a test sees it. A region that
 * an open dialog makes inert says nothing to a screen reader.
 */
export async function recordAnnouncements(page: Page): Promise<void> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = target instanceof Element ? target.closest('[aria-live]') : null;
        if (region !== null && region.closest('[inert], [aria-hidden="true"]') === null)
          said.push(region.textContent ?? '');
      }
    }).observe(document.body, { subtree: true, childList: true });
  });
}

/** Waits until a live region has said this. */
export async function heard(page: Page, words: string | RegExp): Promise<void> {
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said.join('\n'));
  if (typeof words === 'string') await expect.poll(said).toContain(words);
  else await expect.poll(said).toMatch(words);
}
