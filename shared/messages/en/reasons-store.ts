/** What happens next after a temporary problem. `again`: who retries. */
const triesAgain =
  '{again, select, person {Try again in a moment.} later {Queued photos are kept. Run “packshot run” when the store can be reached.} nobody {} other {Packshot will try again automatically.}}';

/** What to do about a token, on the command line. */
const givenToken =
  'Sign in to the store in the app, or set PACKSHOT_STORE_HASH and PACKSHOT_ACCESS_TOKEN to a token that is still valid.';

/** A store's answers to a request, or why there was none. `words`: the store's own words. */
export const storeReasons = {
  unreachable: {
    sentence: 'The store can’t be reached.',
    next: '{again, select, person {Check this computer’s internet connection, then try again.} nobody {Check this computer’s internet connection.} other {Check this computer’s internet connection. Packshot will try again automatically.}}',
  },
  'not-private': {
    sentence: 'No secure connection to the store was possible.',
    next: 'Check this computer’s date and time, and whether you need to sign in to the network first.',
  },
  throttled: {
    sentence: 'The store asked Packshot to wait a moment.',
    next: '{again, select, person {Try again in a moment.} nobody {} other {Packshot continues automatically.}}',
  },
  'store-trouble': {
    sentence: 'BigCommerce has a problem.{said, select, yes { It says: “{words}”} other {}}',
    next: triesAgain,
  },
  'store-maintenance': {
    sentence: 'The store is down for maintenance.',
    next: '{again, select, person {Try again when the store is back.} later {Queued photos are kept. Run “packshot run” when the store is back.} nobody {} other {Packshot continues automatically when the store is back.}}',
  },
  'connection-broke': { sentence: 'The connection was lost before the store answered.', next: triesAgain },
  'no-answer': {
    sentence: 'The store did not answer in time.',
    next: triesAgain,
  },
  'slow-request': { sentence: 'The upload was too slow, so the store stopped it.', next: triesAgain },
  stalled: { sentence: 'The connection stopped during the upload.', next: triesAgain },
  'web-page': {
    sentence: 'A web page came back instead of the store’s answer.',
    next: '{again, select, later {If this network has a sign-in page, open it in a browser first. Queued photos are kept. Run “packshot run” when the store can be reached.} other {If this network has a sign-in page, open it in a browser first.}}',
  },
  'store-busy': {
    sentence: 'The store was busy with other changes.{said, select, yes { It says: “{words}”} other {}}',
    next: triesAgain,
  },
  'answer-too-long': {
    sentence: 'The store’s answer was too long, so Packshot stopped reading it.',
    next: 'Try again later. If it happens again, contact BigCommerce support.',
  },
  'answer-empty': { sentence: 'The store’s answer was empty.', next: triesAgain },
  'answer-unreadable': {
    sentence: 'The store’s answer was incomplete or could not be read.',
    next: triesAgain,
  },
  'no-token': {
    sentence: 'Packshot has no access token for this store.',
    next: 'Sign in to the store again.',
    nextInCommand: givenToken,
  },
  'wrong-token': {
    sentence: 'The store rejected the access token.',
    next: 'Sign in again with a token of this store that is still valid.',
    nextInCommand: givenToken,
  },
  'missing-scope': {
    sentence: 'The access token doesn’t allow this.',
    next: 'Create an API account with the scope “Products: modify” and sign in with its token.',
  },
  forbidden: {
    sentence:
      'BigCommerce, or a firewall in front of it, rejected this.{said, select, yes { It says: “{words}”} other {}}',
    next: 'If it is a photo and others arrive, save it under another name and add it again. If none arrives, ask whoever runs this network or its firewall to allow uploads to BigCommerce.',
  },
  'uploads-forbidden': {
    sentence:
      'BigCommerce, or a firewall in front of it, rejects all uploads, though the access token is good.',
    next: 'Ask whoever runs this network or its firewall to allow uploads to BigCommerce.{again, select, later { Queued photos are kept. Run “packshot run” after that.} other { Packshot will try again every 5 minutes.}}',
  },
  'all-forbidden': {
    sentence: 'BigCommerce, or a firewall in front of it, rejects all requests.',
    next: 'Sign in again with a token that has the scope “Products: modify”. If it happens again, contact BigCommerce support.',
    nextInCommand:
      'Use a token that has the scope “Products: modify”. If it happens again, contact BigCommerce support.',
  },
  'not-found': {
    sentence:
      'The store doesn’t have this product or image. It was removed, or its ID or the store hash is wrong.',
    next: 'Check the product and the store, and refresh the product list.',
    nextInCommand: 'Check the product and the store.',
  },
  'too-large-for-store': {
    sentence: 'BigCommerce says that this image is too large.',
    next: 'Use an image of up to 8 MB.',
  },
  'variant-picture-too-large': {
    sentence: 'BigCommerce says that this image is too large.',
    next: 'Use a variant image of up to 1 MB.',
  },
  'plan-limit': {
    sentence:
      'The store has reached a limit of its BigCommerce plan.{said, select, yes { It says: “{words}”} other {}}',
    next: 'Remove something from the store or upgrade its plan, then try again.',
  },
  refused: {
    sentence:
      '{said, select, yes {BigCommerce rejected this: “{words}”} other {BigCommerce rejected this and gave no reason.}}',
    next: 'Check the photo and the product, then retry.',
    nextInCommand: 'Check the photo and the product, then add it again.',
  },
  'moving-gallery': {
    sentence: 'The product’s images kept changing while Packshot loaded them.',
    next: triesAgain,
  },
  cancelled: { sentence: 'Cancelled.' },
  'file-gone': { sentence: 'Packshot’s copy of this photo is missing.', next: 'Add it again.' },
  'file-unopened': {
    sentence: 'Packshot could not open its copy of this photo.',
    next: 'Close programs that may be using it, such as a virus scanner, then retry.',
    nextInCommand: 'Close programs that may be using it, such as a virus scanner, then add it again.',
  },
  'file-changed': { sentence: 'Packshot’s copy of this photo was changed.', next: 'Add it again.' },
  'product-too-long': {
    sentence:
      'The images and variants of “{product}” could not be loaded, because the store’s answer is too long.',
    next: 'Everything else was loaded. Open the product to see its images.',
  },
  'no-webdav-password': {
    sentence: 'Packshot has no WebDAV user name and password for this store.',
    next: 'Enter them in the store’s connection settings. BigCommerce shows them under Settings, File access (WebDAV).',
  },
  'wrong-webdav-password': {
    sentence: 'The store’s WebDAV rejected the user name or password.',
    next: 'Copy both again from BigCommerce: Settings, File access (WebDAV).',
  },
  'webdav-not-digest': {
    sentence: 'The store’s WebDAV uses a sign-in method that Packshot doesn’t support.',
    next: 'Check the WebDAV address.',
  },
  'webdav-not-secure': {
    sentence: 'The WebDAV address is not secure, so nothing is sent to it.',
    next: 'Use an address that starts with https.',
  },
  'webdav-full': {
    sentence: 'The store’s WebDAV folder is full.',
    next: 'Remove files from it, then try again.',
  },
  'webdav-busy': {
    sentence: 'The store’s WebDAV folder is busy.',
    next: 'Close other programs that use this folder. If the photo fails, send it again.',
  },
  'webdav-refused': {
    sentence:
      'The store’s WebDAV folder rejected the photo.{said, select, yes { It says: “{words}”} other {}}',
    next: 'If other photos arrive, save this one under another name and add it again. If none does, check that the WebDAV user can write to the folder product_images/import.',
  },
  'webdav-not-supported': {
    sentence: 'The store’s server does not accept files by WebDAV.',
    next: 'Choose API V3 in the store’s connection settings, then try again.',
  },
} as const;
