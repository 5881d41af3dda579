const waits = [4_000, 15_000, 60_000];

/** Milliseconds to wait before a picture is requested again after this many failures; null to stop. */
export function waitBeforeTry(failures: number): number | null {
  return waits[failures - 1] ?? null;
}
