/** A key press that the page left unhandled. */
export interface KeyPress {
  /** As in `KeyboardEvent`. */
  key: string;
  control: boolean;
  shift: boolean;
  alt: boolean;
  meta: boolean;
}

type Item = Electron.MenuItemConstructorOptions;
export type Role = NonNullable<Item['role']>;

/** Menus that are only a role, and what is in them. Source: Electron's `lib/browser/api/menu-item-roles.ts`. */
const roleMenus: Partial<Record<Role, Role[]>> = {
  editMenu: ['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'selectAll'],
  windowMenu: ['minimize', 'zoom', 'close'],
  fileMenu: ['quit'],
  viewMenu: ['reload', 'forceReload', 'toggleDevTools', 'resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'],
};

/** Keys that a role brings, on Linux. Those of editing are Chromium's own, in the page. */
const roleKeys: Partial<Record<Role, string>> = {
  close: 'CommandOrControl+W',
  minimize: 'CommandOrControl+M',
  quit: 'CommandOrControl+Q',
  reload: 'CommandOrControl+R',
  forceReload: 'Shift+CommandOrControl+R',
  toggleDevTools: 'Control+Shift+I',
  resetZoom: 'CommandOrControl+0',
  zoomIn: 'CommandOrControl+Plus',
  zoomOut: 'CommandOrControl+-',
  togglefullscreen: 'F11',
};

/** The item whose accelerator is this key press; undefined if there is none. */
export function itemFor(items: readonly Item[], press: KeyPress): Item | undefined {
  for (const item of items) {
    const inside =
      item.role === undefined ? undefined : roleMenus[item.role]?.map((role): Item => ({ role }));
    const submenu = Array.isArray(item.submenu) ? item.submenu : inside;
    const found = submenu === undefined ? undefined : itemFor(submenu, press);
    if (found !== undefined) return found;
    const keys = item.accelerator ?? (item.role === undefined ? undefined : roleKeys[item.role]);
    if (typeof keys === 'string' && item.enabled !== false && isPressed(keys, press)) return item;
  }
  return undefined;
}

/** `keys`: in Electron's words, such as `CmdOrCtrl+Shift+K`. */
function isPressed(keys: string, press: KeyPress): boolean {
  const parts = keys.toLowerCase().split('+');
  const key = parts.at(-1) ?? '';
  const has = (...names: string[]): boolean => parts.slice(0, -1).some((part) => names.includes(part));
  return (
    (key === 'plus' ? ['+', '='] : [key]).includes(press.key.toLowerCase()) &&
    has('ctrl', 'control', 'cmdorctrl', 'commandorcontrol') === press.control &&
    (has('shift') === press.shift || key === 'plus') &&
    has('alt', 'option') === press.alt &&
    has('super', 'meta', 'cmd', 'command') === press.meta
  );
}
