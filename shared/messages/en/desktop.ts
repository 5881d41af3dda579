/** What Packshot says outside of its window: by its icon, in notifications, and before it closes. */
export const desktopTexts = {
  'tray.open': 'Open Packshot',
  'tray.pause': 'Pause uploads',
  'tray.resume': 'Go on with uploads',
  'tray.quit': 'Quit Packshot',
  'tray.idle': 'All is sent',
  'tray.failed': '{failed, plural, one {1 photo or change failed} other {# photos or changes failed}}',
  'tray.sending': 'Sending, {open} left',
  'tray.waiting': '{open} waiting for the store',
  'tray.paused': 'Paused, {open} left',
  'tray.needsSignIn': 'A store needs you to sign in',
  'notifications.done': 'Your photos are in the store',
  'notifications.needsYou': 'Packshot needs you',
  'notifications.failed':
    '{count, plural, one {1 photo could not be sent.} other {# photos could not be sent.}}',
  'notifications.review':
    '{count, plural, one {1 photo waits for your review.} other {# photos wait for your review.}}',
  'notifications.sent': '{count, plural, one {1 photo was sent.} other {# photos were sent.}}',
  'closing.question': 'Go on uploading when the window is closed?',
  'closing.detail':
    '{open, plural, one {1 photo or change is} other {# photos or changes are}} not sent yet. Packshot can go on without its window: find it by its icon, or open it again. If you quit, they are sent the next time Packshot is opened. Nothing is lost, and nothing is sent twice. You can change this under Settings, Uploads.',
  'closing.keepUploading': 'Keep uploading',
  'closing.quit': 'Quit',
  'closing.cancel': 'Cancel',
  'quitting.question': 'Quit while photos are not sent yet?',
  'quitting.detail':
    '{open, plural, one {1 photo or change is} other {# photos or changes are}} sent the next time Packshot is opened. Nothing is lost, and nothing is sent twice.',
} as const;
