export const viewerTexts = {
  'viewer.position': '{position} of {count}',
  'viewer.zoomOut': 'Zoom out',
  'viewer.fitToWindow': '{percent}: fit to the window',
  'viewer.zoomIn': 'Zoom in',
  'viewer.previousPicture': 'Previous picture',
  'viewer.nextPicture': 'Next picture',
  'viewer.thisPictureCantBeShown': 'This picture can’t be shown now',
  'viewer.itWasNotLookedAt': 'It was not looked at before, and the store can’t be reached.',
} as const;
