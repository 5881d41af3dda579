/** The CSV report. What became of a photo is worded as in the outbox. */
export const reportTexts = {
  'report.file': 'File',
  'report.product': 'Product',
  'report.sku': 'SKU',
  'report.outcome': 'Outcome',
  'report.reason': 'Reason',
  'report.imageId': 'Image ID',
  'report.url': 'URL',
  'report.queued': 'Queued',
  'report.firstSent': 'First sent',
  'report.finished': 'Finished',
  'report.skipped': 'Skipped',
  'report.unusable': 'Skipped',
  'report.fileName': 'Packshot report {date}.csv',
} as const;
