/** Texts of a product’s gallery. */
export const galleryTexts = {
  'gallery.counts':
    '{images, plural, =0 {No images in the store} one {# image} other {# images}}{open, plural, =0 {} other {, # on the way}}',
  'gallery.clearWaits': 'All images of this product will be removed.',
  'gallery.clearing': 'All images of this product are being removed…',
  'gallery.clearRetries': 'All images of this product will be removed, trying again in {countdown}.',
  'gallery.clearFailed': 'The images were not removed. {reason}',
  'gallery.thisImage': 'this image',
  'gallery.isThumbnail': 'thumbnail',
  'gallery.hasNoAlt': 'no alt text',
  'gallery.isLeaving': 'will be removed',
  'gallery.hasChanges': 'changes wait to be sent',
  'gallery.becomesThumbnail': 'will be the thumbnail',
  'gallery.partPlace': 'place',
  'gallery.partAlt': 'alt text',
  'gallery.partThumbnail': 'thumbnail',
  'gallery.waitsToBeSent': 'Waits to be sent: {parts}',
  'gallery.goesIn': 'Goes in {countdown}',
  'gallery.willBeRemoved': 'Will be removed',
} as const;
