import axe from 'axe-core';
import type { Page } from 'playwright';

/**
 * Accessibility violations found by axe, one sentence per rule; all rules by default. axe is loaded once per
 * document, because loading costs more than checking.
 */
export async function accessibilityProblems(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(runAxe, rules === undefined ? null : [...rules]);
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.join(' | ')}`);
}

async function runAxe(rules: string[] | null): Promise<{ id: string; help: string; nodes: string[] }[]> {
  const page = window as unknown as { axe: typeof axe };
  // Colours have their final contrast only after transitions. React Aria marks what appears or leaves one frame
  // before its transition starts.
  const changing = (): Animation[] =>
    document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  while (changing().length > 0 || document.querySelector('[data-entering], [data-exiting]')) {
    await Promise.allSettled(changing().map(({ finished }) => finished));
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  // React Aria's invisible announcer: its texts disappear before its region.
  const { violations } = await page.axe.run(
    { exclude: [['[data-live-announcer]']] },
    { resultTypes: ['violations'], ...(rules === null ? {} : { runOnly: rules }) },
  );
  return violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map(({ html }) => html.slice(0, 160)),
  }));
}
