/** What a check of Packshot finds, on this computer and on the way to the stores. */
export const doctorReasons = {
  'check-versions': { sentence: 'Packshot {version} on {runtime}, {system}.' },
  'check-old-node': {
    sentence: 'Packshot {version} runs on {runtime}, {system}, which is too old.',
    next: 'Start it with “npm start”, which sets up Node {wanted}.',
  },
  'check-keychain': { sentence: 'Access tokens are kept in this computer’s keychain.' },
  'check-data-folder': {
    sentence: 'The data folder {path} can be written; {megabytes, number} MB are free.',
  },
  'check-no-data-folder': {
    sentence: 'There is no data folder {path} yet; Packshot makes it when it starts.',
  },
  'check-disk-full': {
    sentence: 'The disk of the data folder {path} has only {megabytes, number} MB left.',
    next: 'Make room: photos that wait for a store are kept there.',
  },
  'check-disk-nearly-full': {
    sentence: 'The disk of the data folder {path} has {megabytes, number} MB left.',
    next: 'Make room before you add many photos: they are kept there until the store has them.',
  },
  'check-folder-open-to-others': {
    sentence: 'Other users of this computer can open the data folder {path}.',
    next: 'Restart Packshot, which closes it to them. If it stays so, take their rights away.',
  },
  'check-no-database': { sentence: 'There is no database yet; Packshot makes it when it starts.' },
  'check-database': { sentence: 'The database is whole (version {version}).' },
  'check-database-damaged': {
    sentence: 'The database {path} is damaged or can’t be read.',
    next: 'Restart Packshot, which opens its last good copy.',
  },
  'check-decoders': { sentence: 'Pictures can be read: {types}.' },
  'check-decoders-broken': {
    sentence: 'Pictures of these types can’t be read: {types}.',
    next: 'Install Packshot again.',
  },
  'check-no-proxy': { sentence: '{host} is reached directly, without a proxy.' },
  'check-proxy': { sentence: '{host} is reached through the proxy {proxy}.' },
  'check-name': { sentence: '{host} has the address {address}.' },
  'check-name-by-proxy': { sentence: 'The proxy finds the address of {host}.' },
  'check-certificates': {
    sentence: '{all, number} root certificates are trusted, {added, number} of them only by this computer.',
  },
  'check-clock': { sentence: 'This computer’s clock agrees with the store’s.' },
  'check-store': { sentence: '{name} answers and accepts the access token.' },
  'check-no-store': {
    sentence: 'BigCommerce can be reached. No store is connected.',
    next: 'Connect a store to have it checked too.',
  },
  'check-no-token': {
    sentence: 'Packshot has no access token for {name}.',
    next: 'Sign in to the store again.',
  },
  'check-quota': {
    sentence:
      'The store’s quota has {left, number}{known, select, yes { of {quota}} other {}} requests left.',
  },
  'check-quota-spent': {
    sentence: 'The store’s quota is used up at the moment.',
    next: 'Packshot waits for the next window. If it happens often, leave less to other apps or spread their work.',
  },
} as const;
