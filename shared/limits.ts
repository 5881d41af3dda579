/**
 * BigCommerce's rules for product images. Sources: the V3 catalog reference ("Create a Product Image") and
 * the support page on image requirements.
 */
export const limits = {
  /** 8 MB, by file or URL, read as 8 × 1024 × 1024 bytes. */
  imageBytes: 8 * 1024 * 1024,
  imagesPerProduct: 1000,
  imageUrlLength: 255,
  /** Rows in one page of a V3 list. */
  pageSize: 250,
  gif: { frames: 150, width: 5120, height: 5120 },
  /** A variant's own picture. "Create a Variant Image" refuses files over 1 MB. */
  variant: { imageBytes: 1024 * 1024, types: ['gif', 'jpeg', 'png'] },
  /** Larger pictures are accepted but scaled down for the zoom view. */
  zoomEdge: 1280,
  quota: { requests: 150, windowMs: 30_000 },
} as const;

/** Tiles that are dragged out of the window at once. */
export const maxDragged = 100;

export const maxPrintedLabels = 500;

export const acceptedTypes = ['bmp', 'gif', 'jpeg', 'png', 'wbmp', 'xbm', 'webp'] as const;
export type AcceptedType = (typeof acceptedTypes)[number];

export const typeFacts: Readonly<
  Record<AcceptedType, { extension: string; mediaType: string; name: string }>
> = {
  bmp: { extension: 'bmp', mediaType: 'image/bmp', name: 'BMP' },
  gif: { extension: 'gif', mediaType: 'image/gif', name: 'GIF' },
  jpeg: { extension: 'jpg', mediaType: 'image/jpeg', name: 'JPEG' },
  png: { extension: 'png', mediaType: 'image/png', name: 'PNG' },
  wbmp: { extension: 'wbmp', mediaType: 'image/vnd.wap.wbmp', name: 'WBMP' },
  xbm: { extension: 'xbm', mediaType: 'image/x-xbitmap', name: 'XBM' },
  webp: { extension: 'webp', mediaType: 'image/webp', name: 'WebP' },
};
