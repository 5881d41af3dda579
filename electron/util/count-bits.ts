/** How many of 32 bits are set (Brian Kernighan's way). */
export function countBits(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
