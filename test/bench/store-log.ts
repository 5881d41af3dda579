import type { StoreProcess } from '../faults/store-process.ts';

/** A request seen by the practice store. Milliseconds; `at` since the epoch. */
export interface Seen {
  method: string;
  path: string;
  status: number | null;
  at: number;
  ms: number | null;
}

/** The requests since the log was last taken. */
export async function readLog(store: StoreProcess): Promise<Seen[]> {
  const headers = { 'x-auth-token': store.accessToken };
  const answer = await fetch(`${store.origin}/practice/log`, { headers });
  return ((await answer.json()) as { requests: Seen[] }).requests;
}

/** Returns and clears the log, including unanswered requests. */
export async function takeLog(store: StoreProcess): Promise<Seen[]> {
  const requests = await readLog(store);
  await store.clearLog();
  return requests;
}

export function uploadsIn(seen: readonly Seen[]): Seen[] {
  return seen.filter(
    ({ method, path, status }) => method === 'POST' && path.endsWith('/images') && status === 200,
  );
}

/** Seconds from the first upload's arrival to the last one's answer. Throws unless all arrived. */
export function sendingTime(seen: readonly Seen[], expected: number): number {
  const uploads = uploadsIn(seen);
  if (uploads.length !== expected) throw new Error(`${uploads.length} of ${expected} uploads arrived`);
  const first = Math.min(...uploads.map(({ at }) => at));
  const last = Math.max(...uploads.map(({ at, ms }) => at + (ms ?? 0)));
  return (last - first) / 1000;
}

/**
 * The requests by window, each beginning with the first request after the last one ended
 * (electron/practice/quota.ts).
 */
export function windowsOf(seen: readonly Seen[], windowMs: number): { startedAt: number; seen: Seen[] }[] {
  const windows: { startedAt: number; seen: Seen[] }[] = [];
  for (const request of seen.toSorted((a, b) => a.at - b.at)) {
    const current = windows.at(-1);
    if (current !== undefined && request.at < current.startedAt + windowMs) current.seen.push(request);
    else windows.push({ startedAt: request.at, seen: [request] });
  }
  return windows;
}
