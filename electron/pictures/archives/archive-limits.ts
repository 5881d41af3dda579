/** What an archive may hold at most: generous for a week of shoots, too little for a file made to fill the disk. */

/** Entries, folders and ignored files among them. */
export const maxEntries = 50_000;
/** Bytes of all files, unpacked. */
export const maxUnpackedBytes = 100 * 1024 ** 3;
/** Unpacked bytes for each packed one. Photos shrink little; a drawing saved as BMP may reach 100. */
export const maxRatio = 200;
/** Bytes up to which the ratio of a file doesn't matter. */
export const minRatedBytes = 64 * 1024 ** 2;
/** Folders above a file. */
export const maxDepth = 40;
