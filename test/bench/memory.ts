import { readFileSync, readdirSync } from 'node:fs';

const everyMs = 100;

/**
 * Watches the memory of a process and of all that it started. `stop` answers the most there was at once, in bytes,
 * memory that several share counted once; null where the system doesn't tell (only Linux does).
 */
export function watchMemory(pid: number): { stop: () => number | null } {
  let maxBytes = 0;
  const timer = setInterval(() => {
    maxBytes = Math.max(maxBytes, familyBytes(pid));
  }, everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      return maxBytes === 0 ? null : maxBytes;
    },
  };
}

/**
 * The most memory that a process had at once, in bytes, by its `/proc/self/status` (empty: by `maxRSS`, in kilobytes).
 * On Linux, `maxRSS` begins with that of the parent, as `execve` takes it over: a small child of a bench that had just
 * made thousands of files told 400 MB. Source: proc(5), `VmHWM`.
 */
export function peakBytes(status: string, maxRSS: number): number {
  const [, kilobytes = String(maxRSS)] = /^VmHWM:\s+(\d+)/m.exec(status) ?? [];
  return Number(kilobytes) * 1024;
}

export function ownPeakBytes(): number {
  return peakBytes(ownStatus(), process.resourceUsage().maxRSS);
}

function ownStatus(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    return '';
  }
}

/** 0 for a process that is gone. Source: Linux, proc(5), `smaps_rollup` and `children`. */
function familyBytes(pid: number): number {
  try {
    const [, kilobytes = '0'] =
      /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
    );
    return Number(kilobytes) * 1024 + children.reduce((sum, child) => sum + familyBytes(Number(child)), 0);
  } catch {
    return 0;
  }
}
