/** The index a key moves to in a list; null for other keys. `fit`: rows per page. */
export function afterKey(
  key: string,
  { active, total, fit }: { active: number; total: number; fit: number },
): number | null {
  if (total === 0) return null;
  const clamp = (index: number): number => Math.min(Math.max(index, 0), total - 1);
  switch (key) {
    case 'ArrowDown':
      return clamp(active + 1);
    case 'ArrowUp':
      return clamp(active - 1);
    case 'PageDown':
      return clamp(active + fit);
    case 'PageUp':
      return clamp(active - fit);
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    case 'Enter':
    case ' ':
      return clamp(active);
    default:
      return null;
  }
}
