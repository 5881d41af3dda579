import type { BrowserWindow, Dialog, Shell } from 'electron';
import type { Handlers } from '../../shared/contract.ts';
import { no, ok } from '../../shared/outcome.ts';
import type { App } from '../app.ts';
import { choosePaths } from './dialogs.ts';
import { openLink } from './links.ts';

export interface DesktopPorts {
  dialog: Pick<Dialog, 'showOpenDialog'>;
  shell: Pick<Shell, 'openExternal'>;
  /** Our window, for the dialog to belong to. */
  window(): BrowserWindow | null;
}

/** The application's calls, with those added that need a dialog or a browser. */
export function withDesktopHandlers(
  app: Pick<App, 'handlers' | 'addFiles' | 'currentStoreHash'>,
  { dialog, shell, window }: DesktopPorts,
): Handlers {
  return {
    ...app.handlers,
    'app.openLink': ({ link }) => openLink(shell, link, app.currentStoreHash()),
    'intake.choose': async ({ storeId, productId, kind }) => {
      const owner = window();
      if (!owner) return no({ code: 'no-window', sentence: 'Packshot’s window is closed.' });
      const paths = await choosePaths(dialog, owner, kind);
      if (paths.length === 0) return ok({ batchId: null });
      const added = app.addFiles({ storeId, productId, source: 'dialog' }, paths);
      return added.ok ? ok({ batchId: added.value.batchId }) : added;
    },
  };
}
