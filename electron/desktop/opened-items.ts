interface OpenedItems {
  add(items: readonly string[]): void;
  /** Hands over what was added before, and from now on what is added. */
  handTo(open: (items: string[]) => void): void;
}

/** macOS names each of the files that are opened together in an event of its own. */
const togetherMs = 100;

/**
 * Collects files or links that the system asks to open: until the app can take them, and those of one moment together.
 */
export function collectOpened(): OpenedItems {
  let waiting: string[] = [];
  let open: ((items: string[]) => void) | null = null;
  let timer: NodeJS.Timeout | null = null;
  const handOver = (): void => {
    timer = null;
    const items = [...new Set(waiting)];
    if (open === null || items.length === 0) return;
    waiting = [];
    open(items);
  };
  const handOverSoon = (): void => {
    timer ??= setTimeout(handOver, togetherMs);
  };
  return {
    add(items) {
      waiting.push(...items);
      if (open !== null) handOverSoon();
    },
    handTo(given) {
      open = given;
      handOverSoon();
    },
  };
}
