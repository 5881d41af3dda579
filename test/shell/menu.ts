import { announce, hands, wantsDebugging } from './environment.ts';
import { itemFor, type KeyPress } from './accelerators.ts';

type Item = Electron.MenuItemConstructorOptions;

let applicationItems: readonly Item[] = [];

/** What a role does to a window. */
export interface RoleTarget {
  close(): void;
  minimize(): void;
  reload(): void;
  quit(): void;
}

/** Clicks the item of that label, wherever it is. */
function clickItem(items: readonly Item[], label: string): void {
  for (const { click, label: own, submenu } of items) {
    if (own === label) click?.({} as Electron.MenuItem, undefined, {});
    if (Array.isArray(submenu)) clickItem(submenu, label);
  }
}

/**
 * As in Electron, a key press that the page left unhandled belongs to the application menu. A role that the shell can't
 * carry out does nothing.
 */
export function pressInMenu(press: KeyPress, target: RoleTarget): void {
  const item = itemFor(applicationItems, press);
  if (item === undefined) return;
  if (wantsDebugging) announce({ event: 'accelerator', body: item.label ?? item.role ?? '' });
  if (item.click !== undefined) {
    item.click({} as Electron.MenuItem, undefined, {});
    return;
  }
  switch (item.role) {
    case 'close':
    case 'minimize':
    case 'reload':
    case 'quit':
      return target[item.role]();
    default:
      return;
  }
}

/**
 * No menu bar here. A test clicks an item by `{"do":"menu","label":"..."}`, or presses its keys. A context menu is
 * announced with what is in it.
 */
export const Menu = {
  buildFromTemplate: (template: Item[]) => ({
    items: template,
    popup() {
      if (wantsDebugging)
        announce({
          event: 'context-menu',
          labels: template.map(({ label, role, type }) => label ?? role ?? type),
        });
    },
  }),
  setApplicationMenu({ items }: { items: Item[] }) {
    applicationItems = items;
    hands.removeAllListeners('menu');
    hands.on('menu', ({ label }) => clickItem(items, label ?? ''));
  },
} satisfies Partial<Record<keyof typeof Electron.Menu, unknown>>;
