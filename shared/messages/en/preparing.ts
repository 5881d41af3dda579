/** What Packshot does to a photo before it is uploaded. A sentence lists one or more `preparing.do.*`. */
export const preparingTexts = {
  'preparing.unchanged': 'Uploaded unchanged.',
  'preparing.willDo': 'Packshot will {steps}.',
  'preparing.willDoToFile': '{size} {type}: Packshot will {steps}.',
  'preparing.dataOnly': 'Packshot will {steps}. The image itself doesn’t change.',
  'preparing.do.convert': 'convert it to {type}',
  'preparing.do.convertPage': 'convert the first of its {pages, number} pages to {type}',
  'preparing.do.convertMain': 'convert its main image to {type}',
  'preparing.do.fitBytes': 'reduce it to {most} MB, the most BigCommerce accepts',
  'preparing.do.fitEdge': 'scale it down to {pixels, number} pixels',
  'preparing.do.toSrgb': 'convert its colours from {colours} to sRGB',
  'preparing.do.to8Bit': 'reduce it from {bits} to 8 bits per channel',
  'preparing.do.upright': 'rotate it upright',
  'preparing.do.stripPrivate': 'remove private data, such as its location',
  'preparing.do.writeRights': 'add your copyright and creator',
  'preparing.colours.wide': 'a wide colour range',
  'preparing.colours.cmyk': 'CMYK',
  'preparing.colours.lab': 'Lab',
  'preparing.made':
    '{type}, {width, number} × {height, number}, {size}. Original: {originalType}, {originalSize}.',
  'preparing.kilobytes': '{kilobytes} KB',
  'preparing.megabytes': '{megabytes} MB',
} as const;
