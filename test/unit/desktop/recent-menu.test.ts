import { describe, expect, test } from 'vitest';
import { recentDocuments, recentMenu } from '../../../electron/desktop/recent-menu.ts';

describe('"Open recent"', () => {
  const folders = [
    { id: 7, name: 'Mugs & more', isIn: null },
    { id: 8, name: 'ready', isIn: 'Monday' },
  ];

  test('opens the folder that was chosen, and clears the list', () => {
    const done: string[] = [];
    const { submenu, enabled } = recentMenu(folders, {
      open: (id) => done.push(`open ${id}`),
      clear: () => done.push('clear'),
    });
    const items = submenu as Electron.MenuItemConstructorOptions[];
    expect(enabled).toBe(true);
    expect(items.map(({ label, type }) => label ?? type)).toEqual([
      'Mugs && more',
      'ready, in Monday',
      'separator',
      'Clear recent folders',
    ]);
    for (const { click } of items) (click as (() => void) | undefined)?.();
    expect(done).toEqual(['open 7', 'open 8', 'clear']);
  });

  test('can’t be used while there is no folder', () => {
    const nothing = (): void => undefined;
    expect(recentMenu([], { open: nothing, clear: nothing }).enabled).toBe(false);
  });
});

describe('the system’s own list', () => {
  test('is told on macOS and Windows, the newest last, and only when something changed', () => {
    expect(recentDocuments('darwin', ['/a'], ['/b', '/a'])).toEqual({ type: 'add', paths: ['/a', '/b'] });
    expect(recentDocuments('win32', ['/a'], [])).toEqual({ type: 'clear' });
    expect(recentDocuments('win32', ['/a'], ['/a'])).toEqual({ type: 'nothing' });
    expect(recentDocuments('linux', [], ['/a'])).toEqual({ type: 'nothing' });
  });
});
