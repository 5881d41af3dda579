import type { Session, WebContents } from 'electron';
import { isOwnPage } from './address.ts';
import type { Log } from '../util/log.ts';

/**
 * Keeps a window on its own page: it never leaves it, opens no other, embeds none and is granted nothing. What a page
 * can't do, a picture's name or a store's text that found its way into the page can't do either.
 */
export function guardContents(contents: WebContents, log: Log): void {
  // Fires for frames too, which `will-navigate` doesn't.
  contents.on('will-frame-navigate', (event) => {
    // Loading its own page again is harmless, and how development refreshes it.
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

/** Camera, notifications, clipboard reading and the rest: Packshot needs none of them. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
}
