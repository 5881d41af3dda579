const bothOrNeither = 'Give both the hash and the token, or neither.';

/** Why a command fails or leaves something for later. */
export const commandLineReasons = {
  'no-store-hash': { sentence: 'PACKSHOT_STORE_HASH is missing.', next: bothOrNeither },
  'no-access-token': { sentence: 'PACKSHOT_ACCESS_TOKEN is missing.', next: bothOrNeither },
  'bad-store-hash': {
    sentence: 'PACKSHOT_STORE_HASH is not a store hash: it has letters and digits only.',
    next: bothOrNeither,
  },
  'bad-access-token': {
    sentence: 'PACKSHOT_ACCESS_TOKEN is not an access token: it has characters that none has.',
    next: 'Copy it again from the API account.',
  },
  'usage-option': { sentence: '{mistake}' },
  'usage-no-names': { sentence: 'Name one file with a file name in each line, or - for standard input.' },
  'usage-no-catalogue': { sentence: '--catalogue names no file.' },
  'bad-catalogue': { sentence: '{file} can’t be used. {why}' },
  'list-too-large': { sentence: 'It is larger than {megabytes} MB, so it is no list of photos.' },
  'unreadable-list': {
    sentence: '{path} can’t be read. {why}',
    next: 'Check its name and that you may open it.',
  },
  'no-store-to-match': {
    sentence: 'No store is connected.',
    next: 'Connect one in the app, set PACKSHOT_STORE_HASH and PACKSHOT_ACCESS_TOKEN, or give --catalogue FILE.',
  },
  'usage-unknown-command': { sentence: 'There is no command “{command}”.' },
  'usage-no-command': { sentence: 'Say what to do: upload, run or status.' },
  'usage-no-paths': { sentence: '“{command}” takes no paths.' },
  'usage-empty-path': { sentence: 'A path is empty; is a variable of your script unset?' },
  'usage-no-data-folder': { sentence: '--data names no folder.' },
  'usage-no-addresses': { sentence: '“{command}” takes no addresses.' },
  'usage-nothing-named': {
    sentence: 'Name the photos or folders to upload, or give addresses with --url.',
  },
  'usage-no-product': {
    sentence: 'Say which product: --product ID, or --match to find it by each file’s name.',
  },
  'usage-match-alone': {
    sentence: '--match goes with “upload” and paths only: not with --product or --url.',
  },
  'usage-camera-jpeg': { sentence: '--camera-jpeg goes with “upload” and paths.' },
  'usage-with-match': { sentence: '--dry-run and --csv go with --match.' },
  'usage-bad-product': { sentence: 'A product’s ID is a whole number; “{given}” is not.' },
  'usage-one-batch': { sentence: 'Name one batch, or --last.' },
  'usage-bad-batch': { sentence: 'A batch’s number is a whole number; “{given}” is not.' },
  'usage-no-report-file': { sentence: '--to names no file.' },
  'no-such-path': {
    sentence: 'There is no file or folder {path}, so nothing was sent.',
    next: 'Check how it is spelled.',
  },
  'no-store': {
    sentence: 'No store is connected.',
    next: 'Connect one in the app, or set PACKSHOT_STORE_HASH and PACKSHOT_ACCESS_TOKEN.',
  },
  'manifest-unreadable': {
    sentence: 'The list {path} can’t be read, so nothing was sent. {why}',
    next: 'Check its name and that you may open it.',
  },
  'manifest-not-used': { sentence: 'Nothing was sent for {path}. {why}', next: '{next}' },
  'products-never-read': {
    sentence: 'Your products were never read, so nothing was done: run this again then.',
  },
  'data-folder-trouble': {
    sentence: 'Packshot could not read or write its data folder.',
    next: 'Check that the disk has room, then run “packshot run”: what is queued is kept.',
  },
  'not-checked': {
    sentence:
      'Everything was sent, but it is not checked yet that the order is right and nothing arrived twice.',
    next: 'Run “packshot run”, or open the app: it is done then.',
  },
  offline: {
    sentence: 'The store can’t be reached.',
    next: 'What waits is kept: run “packshot run” when the store can be reached.',
  },
  paused: {
    sentence: 'This store is paused.',
    next: 'Resume it in the app.',
  },
  'no-progress': {
    sentence:
      '{minutes, plural, one {The store gave no answer of use for # minute.} other {The store gave no answer of use for # minutes.}}',
    next: 'What waits is kept: run “packshot run” later.',
  },
} as const;
