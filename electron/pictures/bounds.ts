/**
 * What intake opens at most: generous for any camera and scanner, too little for a file made to take the computer
 * down.
 */

/**
 * Pixels of one picture; medium format backs reach 151 megapixels. A few bytes can claim far more, and would take the
 * memory for it.
 */
export const maxPixels = 160_000_000;
/** Pixels of one edge; a picture claiming a single row of millions keeps a decoder busy for a minute. */
export const maxEdge = 100_000;
/** Bytes of one file; 151 megapixels of three uncompressed 16-bit channels are 906 MB. */
export const maxFileBytes = 1024 * 1024 * 1024;
/** Bytes of a file of a type that is read into memory whole: BMP and HEIC. */
export const maxBytesInMemory = 256 * 1024 * 1024;
/** Pixels of all frames of an animation together, up to which each frame is decoded; beyond, the first one is. */
export const maxAnimationPixels = 400_000_000;
/** The longest edge of a preview: twice that of a gallery tile. */
export const previewEdge = 440;
/**
 * Scans of one JPEG. Progressive encoders write about 10; each scan visits every block, so a small file can keep a
 * decoder busy for minutes.
 */
export const maxScans = 100;
/** Scans of one JPEG times its pixels. Real files have up to 18 scans, of `maxPixels` at most. */
export const maxScanPixels = 4_000_000_000;
/** Directories of one TIFF, the pages and what hangs below them: opening the file visits them all. */
export const maxDirectories = 1_000;
/** Codes that are read in one picture. */
export const maxCodes = 8;
/** Characters of one code; a GTIN has 14, and the longest SKU 255. */
export const maxCodeLength = 300;
/** Channels of one TIFF. Source: Photoshop's limit is 56. */
export const maxChannels = 56;
