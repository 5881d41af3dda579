import type { WebContents } from 'electron';
import type { Log } from '../util/log.ts';

export type WatchedContents = Pick<WebContents, 'on' | 'reload' | 'forcefullyCrashRenderer'>;

/** How soon after a crash another one is not answered by loading the page again. */
const crashLoopMs = 10_000;

/**
 * Logs what goes wrong with a page, and loads it again after a crash: main holds the state. `askToReload`: asks about a
 * page that doesn't respond, and resolves with whether to load it again.
 */
export function watchContents(
  contents: WatchedContents,
  { log, askToReload }: { log: Log; askToReload(): Promise<boolean> },
): void {
  let isAsking = false;
  let lastRevival = -Infinity;
  contents.on('preload-error', (_event, path, error) =>
    log.error(`The preload script ${path} failed`, error),
  );
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error(`The window's page ended: ${reason} (${exitCode})`);
    if (reason === 'clean-exit' || performance.now() - lastRevival < crashLoopMs) return;
    lastRevival = performance.now();
    contents.reload();
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
