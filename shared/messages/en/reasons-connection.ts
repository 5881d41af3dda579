/** Why a store can't be connected, signed in to, chosen or disconnected. */
export const connectionReasons = {
  'bad-origin': {
    sentence: '“{address}” is not the address of a store’s API.',
    next: 'Use an address such as https://api.bigcommerce.com.',
  },
  'origin-with-password': {
    sentence: 'The API address contains a user name or password.',
    next: 'Remove them from the address.',
  },
  'not-secure': {
    sentence: '“{address}” is not a secure address, so the access token is not sent to it.',
    next: 'Use an address that starts with https.',
  },
  'no-address': {
    sentence: 'The store hash is missing.',
    next: 'Enter the part after “stores/” in the API path that BigCommerce shows with the access token.',
  },
  'address-is-email': {
    sentence: 'This is an email address. Packshot connects with an API account, not with your login.',
    next: 'Paste the API path that BigCommerce shows with the access token.',
  },
  'storefront-address': {
    sentence: 'The storefront address “{host}” does not contain the store hash.',
    next: 'Paste the API path that BigCommerce shows with the access token, or the address of your control panel.',
  },
  'foreign-host': {
    sentence: '“{host}” is not an address of the BigCommerce API.',
    next: 'Paste the API path that BigCommerce shows with the access token, or only the store hash.',
  },
  'bad-address': {
    sentence: '“{address}” contains no store hash.',
    next: 'Enter the part after “stores/” in the API path that BigCommerce shows with the access token.',
  },
  'wrong-store': {
    sentence: 'BigCommerce has no store with the hash “{hash}”.',
    next: 'Compare it with the part after “stores/” in the API path that came with the token.',
  },
  'asked-too-much': { sentence: 'The store’s API limit is reached.', next: 'Try again in 30 seconds.' },
  'token-without-products': {
    sentence: 'The access token is valid, but does not allow access to products.',
    next: 'Create an API account with the scope “Products: modify” and use its token.',
  },
  'malformed-token': {
    sentence: 'This is not an access token. It contains characters that no token has.',
    next: 'Copy the token again, with nothing before or after it.',
  },
  'token-not-accepted': {
    sentence: 'The store “{hash}” rejected this access token.',
    next: 'Check that you copied the whole token, and that it belongs to this store.',
  },
  'practice-store-failed': {
    sentence: 'The practice store could not start on this computer.',
    next: 'Restart Packshot. If it happens again, free up disk space.',
  },
  'samples-failed': {
    sentence: 'Packshot could not write the sample photos.',
    next: 'Free up disk space, then try again.',
  },
  'webdav-needed': {
    sentence: 'The V2 API needs the store’s WebDAV account to upload files.',
    next: 'Enter the address, user name and password that BigCommerce shows under “File access (WebDAV)”.',
  },
  'not-a-webdav-address': {
    sentence: 'This is not the address of a store’s WebDAV folder.',
    next: 'Enter an address such as https://store-abc123.mybigcommerce.com/dav/',
  },
  'incomplete-account': {
    sentence: 'WebDAV needs an address, a user name and a password.',
    next: 'Fill in all three, or leave all three empty to use the saved account.',
  },
  'store-has-waiting': {
    sentence:
      '{photos, plural, one {# photo is still queued for {store}.} other {# photos are still queued for {store}.}}',
    next: 'Wait until they are sent, or disconnect and discard them.',
  },
  'store-takes-in': {
    sentence: 'Packshot is still adding photos for this store.',
    next: 'Wait until it is done, or disconnect and discard them.',
  },
  'store-has-review': {
    sentence:
      '{photos, plural, one {# photo for this store is still to review.} other {# photos for this store are still to review.}}',
    next: 'Queue or discard them first.',
  },
  'unknown-store': {
    sentence: 'This store is no longer connected.',
    next: 'Choose another store, or connect it again.',
  },
  'store-not-allowed': {
    sentence: 'Your company doesn’t allow the store {hash} on this computer.',
    next: 'Connect one of these stores: {allowed}.',
  },
  'folder-managed': {
    sentence: 'Your company set this hot folder for this computer.',
    next: 'Ask your administrator to change it.',
  },
  'catalogue-not-kept': {
    sentence: 'The product list could not be saved on this computer.',
    next: 'Free up disk space, then refresh the product list.',
  },
} as const;
