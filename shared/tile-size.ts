/** Minimum width of a tile in the gallery and the review's contact sheet: pixels, in a window of usual width. */
export const tileSizes = { min: 96, max: 320, usual: 172 } as const;
