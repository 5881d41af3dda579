/** Dialogs of the system. */
export const dialogsTexts = {
  'dialogs.addPhotos': 'Add photos',
  'dialogs.addFolder': 'Add a folder of photos',
  'dialogs.add': 'Add',
  'dialogs.watchFolder': 'Watch a folder',
  'dialogs.watch': 'Watch',
  'dialogs.saveReport': 'Save report',
  'dialogs.savePicture': 'Save picture',
  'dialogs.save': 'Save',
  'dialogs.csvFiles': 'CSV, for spreadsheets',
  'dialogs.someNeedAction': 'Some things need action',
  'dialogs.nothingNeedsAction': 'Nothing needs action',
} as const;
