/** Dialogs of the system. */
export const dialogsTexts = {
  'dialogs.addPhotos': 'Add photos',
  'dialogs.addFolder': 'Add a folder of photos',
  'dialogs.add': 'Add',
  'dialogs.watchFolder': 'Watch a folder',
  'dialogs.watch': 'Watch',
  'dialogs.saveReport': 'Save report',
  'dialogs.saveLabels': 'Save labels',
  'dialogs.labelsName': 'Labels.pdf',
  'dialogs.pdfFiles': 'PDF documents',
  'dialogs.savePicture': 'Save image',
  'dialogs.save': 'Save',
  'dialogs.csvFiles': 'CSV for spreadsheets',
  'dialogs.someNeedAction': 'Some checks need action',
  'dialogs.nothingNeedsAction': 'No problems found',
} as const;
