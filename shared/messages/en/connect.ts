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
  'connect.addAStore': 'Add a store',
  'connect.connect': 'Connect',
  'connect.fromAnApiAccountThat': 'From an API account that may modify products.',
  'connect.howToGetAToken': 'How to get a token',
  'connect.storeHashOrApiPath': 'Store hash or API path',
  'connect.theApiPathThatBigcommerce': 'The API path that BigCommerce shows with the token works as it is.',
  'connect.packshot': 'Packshot',
  'connect.dropProductPhotosSeeThem': 'Drop product photos, see them in your BigCommerce store.',
  'connect.connectYourStore': 'Connect your store',
  'connect.lookAroundFirst': 'Look around first',
  'connect.photosGoThrough': 'Photos go through {api} now',
  'connect.connectionTo': 'Connection to {store}',
  'connect.howPhotosGoToThe': 'How photos go to the store',
  'connect.apiV3': 'API V3',
  'connect.recommended': 'recommended',
  'connect.photosGoStraightToThe': 'Photos go straight to the store.',
  'connect.apiV2': 'API V2',
  'connect.deprecated': 'deprecated',
  'connect.forAStoreWhereV3':
    'For a store where V3 can’t be used. Photos go through the store’s WebDAV folder first.',
  'connect.webdavAccount': 'WebDAV account',
  'connect.bigcommerceShowsAllThreeUnder':
    'BigCommerce shows all three under Settings, File access (WebDAV). Leave them empty to use the account given before.',
  'connect.webdavAddress': 'WebDAV address',
  'connect.userName': 'User name',
  'connect.password': 'Password',
  'connect.theWebdavAccountNeedsAn': 'The WebDAV account needs an address, a user name and a password.',
  'connect.fillInAllThreeOr': 'Fill in all three, or none to use the account given before.',
  'connect.disconnectStore': 'Disconnect {store}?',
  'connect.yourOwnFilesStayWhere': 'Your own files stay where they are.',
  'connect.packshotForgetsThisStoreAnd':
    'Packshot forgets this store and its access token. The products and images in the store itself stay as they are.',
  'connect.aMakeBelieveShopWith':
    'A make-believe shop with about 40 products, on this computer only: try everything, nothing reaches the internet.',
  'connect.opening': 'Opening…',
  'connect.exploreWithThePracticeStore': 'Explore with the practice store',
  'connect.signInToProxy': 'Sign in to the proxy',
  'connect.proxyAsks': 'The proxy {server} wants a user name and a password before it lets Packshot through.',
  'connect.proxyAsksAgain': 'The proxy {server} did not accept the user name and the password.',
  'connect.openSignInPage': 'Open the sign-in page',
  'connect.signInTo': 'Sign in to {store}',
  'connect.accessToken': 'Access token',
} as const;
