/**
 * Returns `next`, built from equal parts of `before`, so that unchanged parts keep their identity and
 * components don't render. For plain data that crosses IPC. Rows of a list are matched by `key` or `id`, so
 * that an insertion keeps the rows behind it.
 */
export function reuse<T>(before: unknown, next: T): T {
  if (Object.is(before, next)) return next;
  if (Array.isArray(next)) return reuseArray(Array.isArray(before) ? before : [], next) as T;
  if (!isRecord(before) || !isRecord(next) || Array.isArray(before)) return next;

  const keys = Object.keys(next);
  let same = keys.length === Object.keys(before).length;
  const merged: Record<string, unknown> = {};
  for (const key of keys) {
    const part = reuse(before[key], next[key]);
    merged[key] = part;
    if (!Object.is(part, before[key])) same = false;
  }
  return (same ? before : merged) as T;
}

function reuseArray(before: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const byName = new Map<unknown, unknown>();
  for (const row of before) {
    const name = nameOf(row);
    if (name !== undefined) byName.set(name, row);
  }
  const merged = next.map((row, index) => {
    const name = nameOf(row);
    return reuse(name === undefined ? before[index] : byName.get(name), row);
  });
  const same = merged.length === before.length && merged.every((row, index) => Object.is(row, before[index]));
  return same ? before : merged;
}

function nameOf(row: unknown): unknown {
  if (!isRecord(row)) return undefined;
  return row['key'] ?? row['id'];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
