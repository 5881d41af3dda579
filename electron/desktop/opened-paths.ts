export interface OpenedPaths {
  add(paths: readonly string[]): void;
  /** Hands over what was added before, and from now on what is added. */
  handTo(open: (paths: string[]) => void): void;
}

/** macOS names each of the files that are opened together in an event of its own. */
const togetherMs = 100;

/** Collects files that the system asks to open, until the app can take them, and those of one moment together. */
export function collectOpenedPaths(): OpenedPaths {
  let waiting: string[] = [];
  let open: ((paths: string[]) => void) | null = null;
  let timer: NodeJS.Timeout | null = null;
  const handOver = (): void => {
    timer = null;
    const paths = [...new Set(waiting)];
    if (open === null || paths.length === 0) return;
    waiting = [];
    open(paths);
  };
  const handOverSoon = (): void => {
    timer ??= setTimeout(handOver, togetherMs);
  };
  return {
    add(paths) {
      waiting.push(...paths);
      if (open !== null) handOverSoon();
    },
    handTo(given) {
      open = given;
      handOverSoon();
    },
  };
}
