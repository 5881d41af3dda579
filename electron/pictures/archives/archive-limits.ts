/** Upper bounds of an archive: enough for a week of shoots, too little for a file that was made to fill the disk. */

/** Entries, folders and ignored files among them. */
export const maxEntries = 50_000;
/** Bytes of all files, unpacked. */
export const maxUnpackedBytes = 100 * 1024 ** 3;
/** Unpacked bytes for each packed one. Photos shrink little; a drawing saved as BMP may reach 100. */
export const maxRatio = 200;
/** Below this size, in bytes, a file's ratio doesn't matter. */
export const minRatedBytes = 64 * 1024 ** 2;
/** Folders above a file. */
export const maxDepth = 40;
