import type { WebContents } from 'electron';
import type { Log } from '../util/log.ts';

export type WatchedContents = Pick<WebContents, 'on' | 'reload' | 'forcefullyCrashRenderer'>;

/** How soon after a crash another one is answered by giving up. */
const crashLoopMs = 10_000;

interface ContentsPorts {
  log: Log;
  /** Asks about a page that doesn't respond. Resolves with whether to load it again. */
  askToReload(): Promise<boolean>;
  /** Shows the user that the page can't be loaded. */
  giveUp(): void;
}

/** Logs what goes wrong with a page, and loads it again after a crash: main holds the state. */
export function watchContents(contents: WatchedContents, { log, askToReload, giveUp }: ContentsPorts): void {
  let isAsking = false;
  let lastRevival = -Infinity;
  let hasGivenUp = false;
  contents.on('preload-error', (_event, path, error) =>
    log.error(`The preload script ${path} failed`, error),
  );
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error(`The window's page ended: ${reason} (${exitCode})`);
    if (reason === 'clean-exit') return;
    if (performance.now() - lastRevival >= crashLoopMs) {
      lastRevival = performance.now();
      hasGivenUp = false;
      return contents.reload();
    }
    // What is shown then may crash too.
    if (hasGivenUp) return;
    hasGivenUp = true;
    giveUp();
  });
  contents.on('unresponsive', () => {
    log.warn("The window's page doesn't respond");
    if (isAsking) return;
    isAsking = true;
    void askToReload()
      .then((reload) => {
        // A page that hangs can't be reloaded, only ended; the listener above then loads it.
        if (reload) contents.forcefullyCrashRenderer();
      })
      .catch((error: unknown) => log.error('The question about the page failed', error))
      .finally(() => (isAsking = false));
  });
  contents.on('responsive', () => log.info("The window's page responds again"));
}
