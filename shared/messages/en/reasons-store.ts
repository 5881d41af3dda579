/** What happens next after a temporary problem. `again`: who retries. */
const triesAgain =
  '{again, select, person {Try again in a moment.} later {What waits is kept: run “packshot run” when the store can be reached.} nobody {} other {Packshot tries again by itself.}}';

/** A store's answers to a request, or why there was none. `words`: the store's own words. */
export const storeReasons = {
  unreachable: {
    sentence: 'The store cannot be reached.',
    next: '{again, select, person {Check this computer’s internet connection, then try again.} nobody {Check this computer’s internet connection.} other {Check this computer’s internet connection. Packshot tries again by itself.}}',
  },
  'not-private': {
    sentence: 'A safe connection to the store could not be made: its certificate was not accepted.',
    next: 'Check this computer’s date and time, and whether the network asks you to sign in first.',
  },
  throttled: {
    sentence: 'The store asked Packshot to wait a moment.',
    next: '{again, select, nobody {} other {Packshot goes on by itself.}}',
  },
  'store-trouble': {
    sentence:
      'The store has a problem of its own at the moment.{said, select, yes { It says: “{words}”} other {}}',
    next: triesAgain,
  },
  'store-maintenance': {
    sentence: 'The store is down for maintenance.',
    next: '{again, select, person {Try again when the store is back.} later {What waits is kept: run “packshot run” when the store is back.} nobody {} other {Packshot goes on by itself when the store is back.}}',
  },
  'connection-broke': {
    sentence: 'The connection broke before the store’s answer arrived.',
    next: triesAgain,
  },
  'no-answer': {
    sentence: 'The store did not answer in time.',
    next: triesAgain,
  },
  'slow-request': {
    sentence: 'The request reached the store too slowly, so it stopped listening.',
    next: triesAgain,
  },
  stalled: {
    sentence: 'The connection stood still in the middle of sending.',
    next: triesAgain,
  },
  'web-page': {
    sentence: 'A web page came back where the store’s answer should have been.',
    next: '{again, select, later {If this network has a sign-in page, open it in a browser first. What waits is kept: run “packshot run” when the store can be reached.} other {If this network has a sign-in page, open it in a browser first.}}',
  },
  'store-busy': {
    sentence: 'The store was busy with other changes.{said, select, yes { It says: “{words}”} other {}}',
    next: triesAgain,
  },
  'answer-too-long': {
    sentence: 'The store’s answer was too long, so Packshot stopped reading it.',
    next: 'Try again later. If it stays so, ask the support of your store.',
  },
  'answer-unreadable': {
    sentence: 'The store’s answer was cut short or could not be read.',
    next: triesAgain,
  },
  'no-token': {
    sentence: 'Packshot has no access token for this store.',
    next: 'Sign in to the store again.',
  },
  'wrong-token': {
    sentence: 'The store does not accept the access token.',
    next: 'Sign in again with a token of this store that has not been revoked.',
  },
  'missing-scope': {
    sentence: 'The access token does not allow this.',
    next: 'Create an API account with the scope “Products: modify” and sign in with its token.',
  },
  forbidden: {
    sentence:
      'The store, or a firewall in front of it, refused this.{said, select, yes { It says: “{words}”} other {}}',
    next: 'If it is a photo, save it again under another name and add that. If it stays so, ask the support of your store.',
  },
  'all-forbidden': {
    sentence: 'The store, or a firewall in front of it, refuses what Packshot asks.',
    next: 'Sign in again with a token that has the scope “Products: modify”. If it stays so, ask the support of your store.',
  },
  'not-found': {
    sentence:
      'The store has no such product or image: it was removed, or its number or the store hash is wrong.',
    next: 'Check product and store, and refresh the product list.',
  },
  'too-large-for-store': {
    sentence: 'The store says that this picture is too large.',
    next: 'A picture may have up to 8 MB.',
  },
  'variant-picture-too-large': {
    sentence: 'The store says that this picture is too large.',
    next: 'A variant’s own picture may have up to 1 MB.',
  },
  'plan-limit': {
    sentence:
      'The store has reached a limit of its BigCommerce plan.{said, select, yes { It says: “{words}”} other {}}',
    next: 'Make room in the store or change its plan, then try again.',
  },
  refused: {
    sentence:
      '{said, select, yes {The store refused this: “{words}”} other {The store refused this without saying why.}}',
  },
  'moving-gallery': {
    sentence: 'The product’s images kept changing while Packshot read them.',
    next: triesAgain,
  },
  cancelled: { sentence: 'Cancelled.' },
  'file-gone': {
    sentence: 'The photo can no longer be read from this computer.',
    next: 'Add it again.',
  },
  'file-changed': {
    sentence: 'The photo was changed on this computer after it was added.',
    next: 'Add it again.',
  },
  'product-too-long': {
    sentence: 'The images and variants of “{product}” could not be read: the store’s answer is too long.',
    next: 'Everything else was read. Open the product to see its images.',
  },
  'no-webdav-password': {
    sentence: 'Packshot has no WebDAV user name and password for this store.',
    next: 'Enter them in the settings of the store; BigCommerce shows them under Settings, File access (WebDAV).',
  },
  'wrong-webdav-password': {
    sentence: 'The store’s WebDAV does not accept the user name and password.',
    next: 'Copy both again from BigCommerce: Settings, File access (WebDAV).',
  },
  'webdav-not-digest': {
    sentence: 'The store’s WebDAV asks for a kind of sign-in that Packshot doesn’t use.',
    next: 'Check the WebDAV address.',
  },
  'webdav-not-secure': {
    sentence: 'The WebDAV address is not a secure one, so nothing is sent to it.',
    next: 'Use the address that starts with https.',
  },
  'webdav-full': {
    sentence: 'The store’s file space is full.',
    next: 'Remove files from it by WebDAV, then try again.',
  },
  'webdav-busy': {
    sentence: 'The store’s file space is busy.',
    next: 'Packshot tries again by itself.',
  },
  'webdav-refused': {
    sentence: 'The store’s file space refused the picture.{said, select, yes { It says: “{words}”} other {}}',
    next: 'If other pictures arrive, save this one again under another name. If none does, check that the WebDAV user may write to the folder product_images/import.',
  },
  'webdav-not-supported': {
    sentence: 'The store’s server does not take files by WebDAV.',
    next: 'Choose the V3 API for this store in the settings, then try again.',
  },
} as const;
