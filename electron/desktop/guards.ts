import type { App, Session, WebContents } from 'electron';
import { isOwnPage } from './page-address.ts';
import type { Log } from '../util/log.ts';

/** Also guards contents that we don't open, such as a window that a page would get in spite of the handlers. */
export function guardEveryContents(app: Pick<App, 'on'>, log: Log): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, log));
}

/**
 * Keeps a window on its own page: no navigation, no new windows, no embedding, no permissions. This also holds for
 * injected text such as a file name.
 */
function guardContents(contents: WebContents, log: Log): void {
  // Unlike `will-navigate`, it fires for frames too.
  contents.on('will-frame-navigate', (event) => {
    // Reloading the page is safe, and development needs it.
    if (event.isMainFrame && isOwnPage(event.url)) return;
    event.preventDefault();
    log.warn(`Refused to navigate to ${event.url}`);
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    log.warn('Refused to embed a page');
  });
  contents.setWindowOpenHandler(({ url }) => {
    log.warn(`Refused to open a window for ${url}`);
    return { action: 'deny' };
  });
}

/** Packshot needs no permission, such as camera, notifications or clipboard reading. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
}
