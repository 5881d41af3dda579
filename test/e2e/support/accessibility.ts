import axe from 'axe-core';
import type { Page } from 'playwright';

/**
 * What axe finds wrong with the accessibility of a page, one sentence a rule; by all its rules unless some are named.
 * axe is loaded once a document: loading costs more than checking.
 */
export async function accessibilityProblems(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(runAxe, rules === undefined ? null : [...rules]);
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.join(' | ')}`);
}

/** Runs in the page. */
async function runAxe(rules: string[] | null): Promise<{ id: string; help: string; nodes: string[] }[]> {
  const page = window as unknown as { axe: typeof axe };
  // Halfway from one colour to another nothing has the contrast it will have.
  const changing = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  await Promise.allSettled(changing.map(({ finished }) => finished));
  // React Aria's announcer, never seen: its words are gone from the page before its region is.
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
