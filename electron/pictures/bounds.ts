/**
 * Upper bounds of what intake opens: high enough for any camera and scanner, low enough to stop a file that was made
 * to take the computer down.
 */

/**
 * Maximum pixels of one picture; medium format backs reach 151 megapixels. A few bytes can declare many more, and a
 * decoder would allocate memory for them.
 */
export const maxPixels = 160_000_000;
/** Pixels of one edge. A picture that claims one row of millions of pixels keeps a decoder busy for a minute. */
export const maxEdge = 100_000;
/** Bytes of one file. 151 megapixels of three uncompressed 16-bit channels are 906 MB. */
export const maxFileBytes = 1024 * 1024 * 1024;
/** Bytes of one BMP or HEIC file, because these are read into memory whole. */
export const maxBytesInMemory = 256 * 1024 * 1024;
/** Pixels of all frames of an animation. If there are more, only the first frame is decoded. */
export const maxAnimationPixels = 400_000_000;
/** The longest edge of a preview: twice that of a gallery tile. */
export const previewEdge = 440;
/**
 * Maximum scans of one JPEG. Progressive encoders write about 10. Each scan visits every block, so a small file could
 * keep a decoder busy for minutes.
 */
export const maxScans = 100;
/** Scans of one JPEG times its pixels. Real files have up to 18 scans, of `maxPixels` at most. */
export const maxScanPixels = 4_000_000_000;
/** Directories of one TIFF: its pages and their sub-directories. Opening the file visits them all. */
export const maxDirectories = 1_000;
/** Codes that are read in one picture. */
export const maxCodes = 8;
/** Characters of one code; a GTIN has 14, and the longest SKU 255. */
export const maxCodeLength = 300;
/** Channels of one TIFF. Source: Photoshop's limit is 56. */
export const maxChannels = 56;
