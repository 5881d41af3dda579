const bothOrNeither = 'Set both PACKSHOT_STORE_HASH and PACKSHOT_ACCESS_TOKEN, or neither.';

/** Why a command fails or leaves something for later. */
export const commandLineReasons = {
  'no-store-hash': { sentence: 'PACKSHOT_STORE_HASH is missing.', next: bothOrNeither },
  'no-access-token': { sentence: 'PACKSHOT_ACCESS_TOKEN is missing.', next: bothOrNeither },
  'bad-store-hash': {
    sentence: 'PACKSHOT_STORE_HASH is not a store hash. A store hash has letters and digits only.',
    next: bothOrNeither,
  },
  'bad-access-token': {
    sentence: 'PACKSHOT_ACCESS_TOKEN is not an access token. It contains characters that no token has.',
    next: 'Copy it again from the API account.',
  },
  'usage-option': { sentence: '{mistake}', next: 'Run “packshot --help” to see all commands.' },
  'usage-no-names': {
    sentence: 'No file with names was given.',
    next: 'Give one file with one file name per line, or - for standard input.',
  },
  'usage-no-catalogue': { sentence: '--catalogue needs a file.', next: 'Give the file after --catalogue.' },
  'bad-catalogue': {
    sentence: 'The catalogue {file} can’t be read. {why}',
    next: 'Export the catalogue again as JSON.',
  },
  'list-too-large': {
    sentence: 'This file is larger than {megabytes} MB, so it is not a list of photos.',
    next: 'Give a shorter list.',
  },
  'unreadable-list': {
    sentence: '{path} can’t be read. {why}',
    next: 'Check the name and that you have permission to open it.',
  },
  'no-store-to-match': {
    sentence: 'No store is connected.',
    next: 'Connect a store in the app, set PACKSHOT_STORE_HASH and PACKSHOT_ACCESS_TOKEN, or give --catalogue FILE.',
  },
  'usage-unknown-command': {
    sentence: 'There is no command “{command}”.',
    next: 'Run “packshot --help” to see all commands.',
  },
  'usage-no-command': { sentence: 'No command was given.', next: 'Use upload, run or status, for example.' },
  'usage-no-paths': {
    sentence: '“{command}” takes no paths.',
    next: 'Run “packshot --help” to see all commands.',
  },
  'usage-empty-path': {
    sentence: 'One of the paths is empty.',
    next: 'Check whether a variable in your script is unset.',
  },
  'usage-no-data-folder': { sentence: '--data needs a folder.', next: 'Give the folder after --data.' },
  'usage-no-addresses': {
    sentence: '“{command}” takes no addresses.',
    next: 'Run “packshot --help” to see all commands.',
  },
  'usage-nothing-named': {
    sentence: 'There is nothing to upload.',
    next: 'Give photos or folders, or addresses with --url.',
  },
  'usage-no-product': {
    sentence: 'No product was given.',
    next: 'Use --product ID, or --match to match photos by file name.',
  },
  'usage-match-alone': {
    sentence: '--match can’t be used here.',
    next: 'Use it with “upload” and paths, without --product or --url.',
  },
  'usage-camera-jpeg': {
    sentence: '--camera-jpeg can’t be used here.',
    next: 'Use it with “upload” and paths.',
  },
  'usage-recipe': {
    sentence: '--recipe or --no-recipe has no meaning here.',
    next: 'Use one of them, with “upload” and paths.',
  },
  'usage-with-match': {
    sentence: '--dry-run, --csv and --replace can only be used with --match.',
    next: 'Add --match.',
  },
  'usage-bad-product': {
    sentence: '“{given}” is not a product ID. A product ID is a whole number.',
    next: 'Copy the ID from the product’s address in the control panel.',
  },
  'usage-one-batch': { sentence: 'More than one batch was given.', next: 'Give one batch, or --last.' },
  'usage-bad-batch': {
    sentence: '“{given}” is not a batch number. A batch number is a whole number.',
    next: 'Give the number of a batch, or --last.',
  },
  'usage-no-report-file': { sentence: '--to needs a file.', next: 'Give the file after --to.' },
  'no-such-path': {
    sentence: 'There is no file or folder {path}, so nothing was sent.',
    next: 'Check the spelling.',
  },
  'no-store': {
    sentence: 'No store is connected.',
    next: 'Connect a store in the app, or set PACKSHOT_STORE_HASH and PACKSHOT_ACCESS_TOKEN.',
  },
  'manifest-unreadable': {
    sentence: 'The list {path} can’t be read, so nothing was sent. {why}',
    next: 'Check the name and that you have permission to open it.',
  },
  'manifest-not-used': { sentence: 'Nothing was sent for {path}. {why}', next: '{next}' },
  'products-never-read': {
    sentence: 'Packshot has not loaded your products yet, so nothing was sent.',
    next: 'Run this again when the store can be reached.',
  },
  'data-folder-trouble': {
    sentence: 'Packshot could not read or write its data folder.',
    next: 'Free up disk space, then run “packshot run”. Queued photos are kept.',
  },
  'not-checked': {
    sentence: 'Everything was sent. The order and possible duplicates are not checked yet.',
    next: 'Run “packshot run” or open the app to check them.',
  },
  offline: {
    sentence: 'The store can’t be reached.',
    next: 'Queued photos are kept. Run “packshot run” when the store can be reached.',
  },
  paused: {
    sentence: 'This store is paused.',
    next: 'Resume it in the app.',
  },
  'no-progress': {
    sentence:
      '{minutes, plural, one {The store has not answered for # minute.} other {The store has not answered for # minutes.}}',
    next: 'Queued photos are kept. Run “packshot run” later.',
  },
} as const;
