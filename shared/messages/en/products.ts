/** Texts of the list of products and of the store switcher. */
export const productsTexts = {
  'products.storeWithHash': '{name} ({hash})',
  'products.updating': 'Updating',
  'products.connected': 'Connected',
  'products.offline': 'Offline',
  'products.atQuota': 'At quota',
  'products.signInAgain': 'Sign in again',
  'products.countingImages': 'Counting images…',
  'products.imagesInTheStore': '{count, plural, one {# image} other {# images}} in the store',
  'products.gettingProducts': 'Getting products…',
  'products.updatingList': 'Updating…',
} as const;
