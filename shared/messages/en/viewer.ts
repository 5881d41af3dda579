export const viewerTexts = {
  'viewer.position': '{position} of {count}',
  'viewer.zoomOut': 'Zoom out',
  'viewer.fitToWindow': '{percent}: fit to window',
  'viewer.zoomIn': 'Zoom in',
  'viewer.previousPicture': 'Previous image',
  'viewer.nextPicture': 'Next image',
  'viewer.thisPictureCantBeShown': 'This image can’t be shown',
  'viewer.itWasNotLookedAt': 'It has not been loaded before, and the store can’t be reached.',
} as const;
