/** Electron's WebContents, as far as loading is concerned. */
interface LoadEvents {
  on(event: 'did-finish-load' | 'destroyed', listener: () => void): unknown;
  on(event: 'did-fail-load', listener: (event: unknown, ...failure: LoadFailure) => void): unknown;
}

type LoadFailure = [code: number, description: string, url: string, isMainFrame: boolean];

interface ShowWhenLoaded {
  /** Called once. */
  show(): void;
  /** Called with Chromium's description when the main page can't be loaded. */
  failed(description: string, url: string): void;
}

/** Milliseconds. */
const maxHiddenMs = 3_000;

/** Chromium's ERR_ABORTED: another navigation replaced this one, or loading was stopped. */
const aborted = -3;

/**
 * Shows a window when its page has loaded or failed, and after three seconds at the latest. `ready-to-show` never
 * fires on some Wayland desktops.
 */
export function showWhenLoaded(contents: LoadEvents, { show, failed }: ShowWhenLoaded): void {
  let isOver = false;
  const end = (then: () => void) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    then();
  };
  const timer = setTimeout(() => end(show), maxHiddenMs);
  contents.on('did-finish-load', () => end(show));
  contents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    if (!isMainFrame || code === aborted) return;
    failed(description, url);
    end(show);
  });
  contents.on('destroyed', () => end(() => {}));
}
