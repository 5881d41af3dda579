/** What a check of Packshot finds, on this computer and on the way to the stores. */
export const doctorReasons = {
  'check-versions': { sentence: 'Packshot {version} on {runtime}, {system}.' },
  'check-old-node': {
    sentence: 'Packshot {version} runs on {runtime}, {system}, which is too old.',
    next: 'Start it with “npm start”, which installs Node {wanted}.',
  },
  'check-keychain': { sentence: 'Access tokens are stored in this computer’s keychain.' },
  'check-data-folder': {
    sentence: 'Packshot can write to its data folder {path}. {megabytes, number} MB are free.',
  },
  'check-no-data-folder': {
    sentence: 'The data folder {path} does not exist yet. Packshot creates it when it starts.',
  },
  'check-disk-full': {
    sentence: 'The disk with the data folder {path} has only {megabytes, number} MB left.',
    next: 'Free up disk space. Queued photos are kept there.',
  },
  'check-disk-nearly-full': {
    sentence: 'The disk with the data folder {path} has {megabytes, number} MB left.',
    next: 'Free up disk space before you add many photos. They are kept there until they are in the store.',
  },
  'check-folder-open-to-others': {
    sentence: 'Other users of this computer can open the data folder {path}.',
    next: 'Restart Packshot to fix this. If it happens again, remove their permissions.',
  },
  'check-no-database': { sentence: 'There is no database yet. Packshot creates it when it starts.' },
  'check-database': { sentence: 'The database is OK (version {version}).' },
  'check-database-damaged': {
    sentence: 'The database {path} is damaged or can’t be read.',
    next: 'Restart Packshot to open the last backup.',
  },
  'check-decoders': { sentence: 'These image types can be opened: {types}.' },
  'check-decoders-broken': {
    sentence: 'These image types can’t be opened: {types}.',
    next: 'Reinstall Packshot.',
  },
  'check-no-temporary-folder': {
    sentence: 'Image types can’t be checked: nothing can be written to the temporary folder {path}.',
    next: 'Free up disk space, and check that the folder exists and that you can write to it.',
  },
  'check-labels': { sentence: 'Barcodes and QR codes in photos can be read.' },
  'check-labels-broken': {
    sentence: 'Barcodes and QR codes in photos can’t be read.',
    next: 'Reinstall Packshot.',
  },
  'check-sandbox': { sentence: 'This system lets the window use its sandbox.' },
  'sandbox-apparmor': {
    sentence: 'Packshot’s window can’t open, because this system doesn’t let it use its sandbox.',
    next: 'On Ubuntu, install Packshot’s deb package, which brings the permission. Or allow it to all programs until the next restart: sudo sysctl -w {setting}',
  },
  'sandbox-namespaces': {
    sentence:
      'Packshot’s window can’t open, because this system has user namespaces switched off, and its sandbox needs them.',
    next: 'Switch them on until the next restart: sudo sysctl -w {setting}',
  },
  'check-window': { sentence: 'The window opens and answers.' },
  'check-window-failed': {
    sentence: 'The window doesn’t work: {why}.',
    next: 'Reinstall Packshot. If that doesn’t help, send us this report.',
  },
  'check-no-proxy': { sentence: '{host} is reached without a proxy.' },
  'check-proxy': { sentence: '{host} is reached through the proxy {proxy}.' },
  'check-name': { sentence: '{host} has the address {address}.' },
  'check-name-by-proxy': { sentence: 'The proxy looks up the address of {host}.' },
  'check-certificates': {
    sentence:
      '{all, number} root certificates are trusted. {added, number} of them come from this computer only.',
  },
  'check-clock': { sentence: 'This computer’s clock matches the store’s clock.' },
  'check-store': { sentence: '{name} answers and accepts the access token.' },
  'check-no-store': {
    sentence: 'BigCommerce can be reached. No store is connected.',
    next: 'Connect a store to check it too.',
    nextInCommand:
      'To check a store too, connect it in the app or set PACKSHOT_STORE_HASH and PACKSHOT_ACCESS_TOKEN.',
  },
  'check-no-token': {
    sentence: 'Packshot has no access token for {name}.',
    next: 'Sign in to the store again.',
    nextInCommand: 'Sign in to the store in the app, or set PACKSHOT_ACCESS_TOKEN.',
  },
  'check-quota': {
    sentence:
      '{known, select, yes {{left, number} of {quota} API requests are left.} other {{left, number} API requests are left.}}',
  },
  'check-quota-spent': {
    sentence: 'The store’s API limit is reached.',
    next: 'Packshot continues when requests are available again. If it happens often, reserve fewer requests for other apps.',
  },
} as const;
