/** A file name of at most `max` characters, cut in the middle: the view and the type at its end survive. Pure. */
export function middleCut(name: string, max: number): string {
  const letters = Array.from(name);
  if (letters.length <= max) return name;
  const kept = Math.max(2, max - 1);
  const end = Math.ceil(kept / 2);
  return `${letters.slice(0, kept - end).join('')}…${letters.slice(-end).join('')}`;
}
