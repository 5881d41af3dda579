/** Why a store can't be connected, signed in to, chosen or disconnected. */
export const connectionReasons = {
  'bad-origin': { sentence: '“{address}” is not the address of a store’s API.' },
  'origin-with-password': { sentence: 'An API’s address must not contain a user name or password.' },
  'not-secure': {
    sentence: '“{address}” is not a secure address, so an access token must not be sent to it.',
    next: 'Use the address that starts with https.',
  },
  'no-address': {
    sentence: 'The store hash is missing.',
    next: 'It is the part after “stores/” in the API path that BigCommerce shows beside the access token.',
  },
  'foreign-host': {
    sentence: '“{host}” is not an address of BigCommerce’s API.',
    next: 'Paste the API path that BigCommerce shows beside the access token, or the store hash alone.',
  },
  'bad-address': {
    sentence: 'No store hash was found in “{address}”.',
    next: 'It is the part after “stores/” in the API path that BigCommerce shows beside the access token.',
  },
  'wrong-store': {
    sentence: 'BigCommerce knows no store with the hash “{hash}”.',
    next: 'Compare it with the part after “stores/” in the API path that came with the token.',
  },
  'asked-too-much': {
    sentence: 'The store is being asked too much at the moment.',
    next: 'Try again in half a minute.',
  },
  'token-without-products': {
    sentence: 'The access token is valid, but doesn’t allow working with products.',
    next: 'Create an API account with the scope “Products: modify” and use its token.',
  },
  'malformed-token': {
    sentence: 'This can’t be an access token: it has characters that no token has.',
    next: 'Copy the token again, without anything around it.',
  },
  'token-not-accepted': {
    sentence: 'The store “{hash}” does not accept this access token.',
    next: 'Check that the token was copied whole, and that it was made in this store.',
  },
  'practice-store-failed': {
    sentence: 'The practice store could not be started on this computer.',
    next: 'Restart Packshot; if it stays so, check that the disk has room.',
  },
  'webdav-needed': {
    sentence: 'The V2 API takes files through the store’s WebDAV account only.',
    next: 'Enter address, user name and password as BigCommerce shows them under “File access (WebDAV)”.',
  },
  'not-a-webdav-address': {
    sentence: 'This is not the address of a store’s WebDAV folder.',
    next: 'It looks like https://store-abc123.mybigcommerce.com/dav/',
  },
  'incomplete-account': {
    sentence: 'The WebDAV account needs an address, a user name and a password.',
    next: 'Fill in all three, or none to use the account given before.',
  },
  'store-has-waiting': {
    sentence:
      '{photos, plural, one {One photo still waits to go to {store}.} other {# photos still wait to go to {store}.}}',
    next: 'Let them finish first, or disconnect and discard them.',
  },
  'store-takes-in': {
    sentence: 'Photos are still being taken in for this store.',
    next: 'Let them finish first, or disconnect and discard them.',
  },
  'store-has-review': {
    sentence:
      '{photos, plural, one {One photo is still under review for this store.} other {# photos are still under review for this store.}}',
    next: 'Queue or discard them first.',
  },
  'unknown-store': {
    sentence: 'This store is not connected any more.',
    next: 'Choose another store, or connect it again.',
  },
  'catalogue-not-kept': {
    sentence: 'The product list could not be saved on this computer.',
    next: 'Check that the disk has room, then refresh the product list.',
  },
} as const;
