/** Texts of connecting and disconnecting stores. */
export const connectTexts = {
  'connect.lostWaiting':
    '{count, plural, one {# photo waits} other {# photos wait}} to be sent to this store and will not be sent.',
  'connect.lostReview':
    '{count, plural, one {# photo is} other {# photos are}} under review for this store. The review, and what you decided in it, is thrown away, and nothing of it is sent.',
  'connect.lostIntake':
    'Photos are still being taken in for this store. That stops, and they will not be sent.',
  'connect.discardPhotos': 'Discard {count, plural, one {# photo} other {# photos}} and disconnect',
  'connect.discardReview': 'Discard the review and disconnect',
  'connect.stopAndDisconnect': 'Stop and disconnect',
  'connect.discardAndDisconnect': 'Discard and disconnect',
  'connect.disconnect': 'Disconnect',
  'connect.tokenInKeychain': 'The token is kept in this computer’s keychain, nowhere else.',
  'connect.tokenEncrypted': 'The token is kept encrypted on this computer, nowhere else.',
  'connect.tokenForSession':
    'This computer has no keychain that Packshot can use: the token is kept only until Packshot closes, and you will be asked for it again.',
  'connect.passwordInKeychain': 'The password is kept in this computer’s keychain, nowhere else.',
  'connect.passwordEncrypted': 'The password is kept encrypted on this computer, nowhere else.',
  'connect.passwordForSession':
    'This computer has no keychain that Packshot can use: the password is kept only until Packshot closes, and you will be asked for it again.',
} as const;
