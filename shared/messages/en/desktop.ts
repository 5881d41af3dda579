/** What Packshot says outside of its window: by its icon, in notifications, and before it closes. */
export const desktopTexts = {
  'tray.open': 'Open Packshot',
  'tray.pause': 'Pause uploads',
  'tray.resume': 'Resume uploads',
  'tray.quit': 'Quit Packshot',
  'tray.idle': 'Nothing to upload',
  'tray.failed': '{failed, plural, one {1 photo or change failed} other {# photos or changes failed}}',
  'tray.sending': 'Sending, {open} left',
  'tray.waiting': '{open} waiting for the store',
  'tray.paused': 'Paused, {open} left',
  'tray.needsSignIn': 'A store needs you to sign in',
  'notifications.done': 'Your photos are in the store',
  'notifications.needsYou': 'Packshot needs your attention',
  'notifications.failed': '{count, plural, one {1 photo failed.} other {# photos failed.}}',
  'notifications.variantImagesFailed':
    '{count, plural, one {1 variant image failed.} other {# variant images failed.}}',
  'notifications.review':
    '{count, plural, one {1 photo is ready to review.} other {# photos are ready to review.}}',
  'notifications.sent': '{count, plural, one {1 photo uploaded.} other {# photos uploaded.}}',
  'notifications.variantImagesSent':
    '{count, plural, one {1 variant image uploaded.} other {# variant images uploaded.}}',
  'closing.question': 'Continue uploading when the window is closed?',
  'closing.detail':
    '{open, plural, one {1 photo or change is} other {# photos or changes are}} not uploaded yet. Packshot can continue without its window: find it by its icon, or open it again. If you quit, the rest is uploaded the next time Packshot is opened. Nothing is lost or uploaded twice. You can change this in the upload settings.',
  'closing.keepUploading': 'Keep uploading',
  'closing.quit': 'Quit',
  'closing.cancel': 'Cancel',
  'quitting.question': 'Quit before everything is uploaded?',
  'quitting.detail':
    '{open, plural, one {1 photo or change is} other {# photos or changes are}} uploaded the next time Packshot is opened. Nothing is lost or uploaded twice.',
  'help.copied': 'Diagnostics copied',
  'help.copiedDetail':
    'Versions and the results of the check are on the clipboard. They contain no access tokens or passwords. Paste them where you ask for help.',
  'help.logsAreIn': 'The logs are in {folder}',
  'help.reportSubject': 'A problem with Packshot',
  'help.reportQuestion': 'What did you do, what did you expect, and what happened?',
  'help.noMail': 'No e-mail program could be opened',
  'help.isNewest': 'Packshot {version} is the newest version',
  'help.inSettings': 'The settings say what is new and install it.',
  'unresponsive.message': 'The window doesn’t respond',
  'unresponsive.detail':
    'Uploads continue. You can wait, or load the window again: everything queued is kept, only text that is not saved yet is lost.',
  'unresponsive.reload': 'Load again',
  'unresponsive.wait': 'Wait',
  'unexpected.title': 'Packshot has to close',
  'unexpected.detail':
    'An unexpected error occurred. Nothing queued is lost: open Packshot again, and uploads continue where they stopped. If it happens again, send us the logs in {folder}.',
} as const;
