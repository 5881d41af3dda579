const waits = [4_000, 15_000, 60_000];

/** How long to wait before a picture that failed to load so many times is asked for again, in ms; null for no more. */
export function waitBeforeTry(failures: number): number | null {
  return waits[failures - 1] ?? null;
}
