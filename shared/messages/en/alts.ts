/** The table of alt texts. */
export const altsTexts = {
  'alts.title': 'Alt texts',
  'alts.csvProductId': 'Product ID',
  'alts.csvImageId': 'Image ID',
  'alts.csvSku': 'SKU',
  'alts.csvProduct': 'Product',
  'alts.csvFile': 'File',
  'alts.csvAlt': 'Alt text',
} as const;
