import { text } from '../../shared/messages/text.ts';
import {
  addRecent,
  chooseFiles,
  closeGallery,
  countImages,
  showAlts,
  showBatches,
  showDialog,
  showWithoutImages,
  switchStore,
} from '../state/actions.ts';
import { tell } from '../state/asking.ts';
import { useWindow, type WindowState } from '../state/store.ts';
import { settingsPages } from '../wording/settings-pages.ts';

/** Something that can be done anywhere in the window. */
export interface WindowCommand {
  readonly id: string;
  readonly words: string;
  /** As in `Shortcut`; '' for none. */
  readonly keys: string;
  /** The key works while text is typed, too. */
  readonly worksWhileTyping?: boolean;
  /** Listed with the shortcuts alone: in the palette it would do nothing. */
  readonly isKeyOnly?: boolean;
  readonly run: () => void;
}

/** Every command that makes sense now, most wanted first. */
export function windowCommands({ main, chosen, drawerOpen }: WindowState): WindowCommand[] {
  const storeId = main?.currentStoreId ?? null;
  const manual: WindowCommand = {
    id: 'manual',
    words: text('manual.title'),
    keys: 'F1',
    worksWhileTyping: true,
    run: () => showDialog({ type: 'manual' }),
  };
  if (main === null || storeId === null) return [manual];
  const outbox = main.outbox[storeId];
  const state = main.stores.find(({ id }) => id === storeId)?.state.type;
  const matching = { storeId, productId: null };
  return [
    {
      id: 'palette',
      words: text('commands.palette'),
      keys: 'Ctrl K',
      worksWhileTyping: true,
      isKeyOnly: true,
      run: () => openPalette(),
    },
    { id: 'search', words: text('commands.search'), keys: '/', run: focusSearch },
    { id: 'keys', words: text('common.keys'), keys: '?', run: () => showDialog({ type: 'keys' }) },
    manual,
    command('alts', text('alts.title'), () => showAlts(true)),
    ...(chosen === null ? [] : [command('home', text('commands.home'), goHome)]),
    command('add-photos', text('common.addPhotos'), () => void chooseFiles(matching, 'files')),
    command('add-folder', text('common.addFolder'), () => void chooseFiles(matching, 'folder')),
    ...main.recentFolders.map(({ id, name, isIn }) =>
      command(
        `recent-${id}`,
        text('commands.addRecent', {
          folder: isIn === null ? name : text('intake.folderIn', { name, folder: isIn }),
        }),
        () => void addRecent(storeId, id),
      ),
    ),
    ...(main.recentFolders.length === 0
      ? []
      : [
          command('clear-recent', text('intake.clearRecent'), () =>
            tell(window.packshot.intake.clearRecent({})),
          ),
        ]),
    ...(chosen === null
      ? []
      : [
          command('add-from-web', text('commands.addFromWeb'), () =>
            showDialog({ type: 'add-from-web', chosen }),
          ),
        ]),
    command('batches', text('commands.batches'), () => showBatches(true)),
    command('outbox', text(drawerOpen ? 'commands.hideOutbox' : 'commands.showOutbox'), () =>
      useWindow.setState({ drawerOpen: !drawerOpen }),
    ),
    ...((outbox?.failed ?? 0) > 0
      ? [
          command('retry-failed', text('commands.retryFailed'), () =>
            tell(window.packshot.outbox.retryFailed({ storeId })),
          ),
        ]
      : []),
    state === 'paused'
      ? command('resume', text('commands.resume'), () => tell(window.packshot.stores.resume({ storeId })))
      : command('pause', text('commands.pause'), () => tell(window.packshot.stores.pause({ storeId }))),
    command('without-images', text('commands.withoutImages'), showWithoutImages),
    command('refresh', text('common.refreshProducts'), () =>
      tell(window.packshot.stores.refresh({ storeId })),
    ),
    command('count', text('commands.countImages'), () => void countImages(storeId)),
    command('add-store', text('commands.addStore'), () => showDialog({ type: 'add-store' })),
    ...main.stores
      .filter(({ id }) => id !== storeId)
      .map(({ id, name }) =>
        command(`store-${id}`, text('commands.switchTo', { store: name }), () => switchStore(id)),
      ),
    ...settingsPages.map((page) =>
      command(`settings-${page}`, text('commands.settings', { page: text(`settings.${page}`) }), () =>
        showDialog({ type: 'settings', page }),
      ),
    ),
  ];
}

export function openPalette(): void {
  showDialog({ type: 'palette' });
}

function command(id: string, words: string, run: () => void): WindowCommand {
  return { id, words, keys: '', run };
}

function goHome(): void {
  showAlts(false);
  closeGallery();
}

function focusSearch(): void {
  const focus = (): void => {
    const field = document.querySelector<HTMLInputElement>('nav input');
    field?.focus();
    field?.select();
  };
  if (document.querySelector('[data-folds-products]') === null) return focus();
  // A narrow window has folded the list away.
  useWindow.setState({ showsProducts: true });
  requestAnimationFrame(focus);
}
