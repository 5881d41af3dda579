import { describe, expect, test } from 'vitest';
import { createHelp, type HelpPorts } from '../../../electron/desktop/help.ts';

/** Help whose window is open or not, and what it did. */
function helpOf(isOpen: boolean) {
  const done: string[] = [];
  const ports = {
    app: Promise.resolve({ showHelp: (page: string) => done.push(`${page} in the page`) }),
    window: () => (isOpen ? {} : null),
    showWindow: (opens?: string) => done.push(`window with ${opens ?? 'nothing'}`),
  } as unknown as HelpPorts;
  return { help: createHelp(ports), done };
}

describe('the manual of the Help menu', () => {
  test('opens in the window that is there', async () => {
    const { help, done } = helpOf(true);
    await help.open('manual');
    expect(done).toEqual(['window with nothing', 'manual in the page']);
  });

  test('is what a new window starts with, as on macOS, where the menu stays without one', async () => {
    const { help, done } = helpOf(false);
    await help.open('manual');
    expect(done).toEqual(['window with manual']);
  });
});
