import type { Session, WebContents } from 'electron';
import { isOwnPage } from './address.ts';
import type { Log } from '../util/log.ts';

/**
 * Keeps a window on its own page: no navigation, no new windows, no embedding, no permissions. This also holds for
 * injected text such as a file name.
 */
export function guardContents(contents: WebContents, log: Log): void {
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
