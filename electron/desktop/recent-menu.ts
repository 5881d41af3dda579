import type { MenuItemConstructorOptions } from 'electron';
import type { RecentFolder } from '../../shared/model.ts';
import { text } from '../../shared/messages/text.ts';

export interface RecentActions {
  open(id: number): void;
  clear(): void;
}

/** "Open recent" of the File menu. Pure. */
export function recentMenu(
  folders: readonly RecentFolder[],
  { open, clear }: RecentActions,
): MenuItemConstructorOptions {
  return {
    label: text('window.menuRecent'),
    enabled: folders.length > 0,
    submenu: [
      ...folders.map(({ id, name, isIn }): MenuItemConstructorOptions => ({
        // A single & would underline the next letter.
        label: (isIn === null ? name : text('intake.folderIn', { name, folder: isIn })).replaceAll('&', '&&'),
        click: () => open(id),
      })),
      { type: 'separator' },
      { label: text('intake.clearRecent'), click: clear },
    ],
  };
}

/** How the system's own lists follow ours: the dock on macOS, the jump list on Windows. */
type RecentDocuments = { type: 'nothing' } | { type: 'clear' } | { type: 'add'; paths: readonly string[] };

/** Paths newest first; the system's list has the last one added on top. Pure. */
export function recentDocuments(
  platform: NodeJS.Platform,
  before: readonly string[],
  after: readonly string[],
): RecentDocuments {
  if (platform !== 'darwin' && platform !== 'win32') return { type: 'nothing' };
  if (after.length === 0) return before.length === 0 ? { type: 'nothing' } : { type: 'clear' };
  const isSame = after.length === before.length && after.every((path, index) => path === before[index]);
  return isSame ? { type: 'nothing' } : { type: 'add', paths: after.toReversed() };
}
