/** Key of a gallery tile: an image, or an entry that will become one. */
export type TileKey = `image-${number}` | `entry-${number}`;

export function imageKey(imageId: number): TileKey {
  return `image-${imageId}`;
}

export function entryKey(entryId: number): TileKey {
  return `entry-${entryId}`;
}

/** Null for an invalid key. */
export function readTileKey(key: string): { type: 'image' | 'entry'; id: number } | null {
  const [, type, id] = /^(image|entry)-(\d{1,15})$/.exec(key) ?? [];
  return type === 'image' || type === 'entry' ? { type, id: Number(id) } : null;
}
