import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Counts crash dumps that were written since the last call. `folder`: Crashpad's. `note`: a file of ours with the time
 * of the newest one seen. On the first call, without a note, none are new. Never throws.
 */
export function countNewCrashDumps(folder: string, note: string): number {
  const times = dumpTimes(folder);
  const seen = readSeen(note);
  const newest = Math.max(seen ?? 0, ...times);
  if (newest !== seen) {
    try {
      writeFileSync(note, JSON.stringify(newest));
    } catch {
      // A full disk: they are counted again next time.
    }
  }
  return seen === null ? 0 : times.filter((time) => time > seen).length;
}

/** When each dump was written, in epoch milliseconds. Crashpad keeps them in folders by system and state. */
function dumpTimes(folder: string): number[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.dmp'))
      .map((name) => statSync(join(folder, name)).mtimeMs);
  } catch {
    return [];
  }
}

function readSeen(note: string): number | null {
  try {
    const seen: unknown = JSON.parse(readFileSync(note, 'utf8'));
    return typeof seen === 'number' ? seen : null;
  } catch {
    return null;
  }
}
