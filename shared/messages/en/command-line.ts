/** Lines of the command line. Labels are padded to one width, so that names stand below each other. */
export const commandLineTexts = {
  'cli.usage': `Packshot from the command line

  packshot upload PATHS... --product ID [--data DIR] [--json]   queue photos and folders, and send the queue
  packshot upload --url URL... --product ID                     the same with images that BigCommerce downloads
  packshot upload PATHS... --match [--dry-run] [--csv FILE] [--replace]
                                                                match photos to products by file name; --csv adds a list of
                                                                photos (sku,file,alt,position,thumbnail), --dry-run shows
                                                                the matches and sends nothing, --replace replaces images
                                                                that have the same name
  packshot upload PATHS... --camera-jpeg ...                    of raw photos, send the embedded JPEG
  packshot upload PATHS... --recipe NAME | --no-recipe ...      prepare photos by a recipe of the store, or by none; without
                                                                either, by the recipe that the store uses for all uploads
  packshot run [--data DIR] [--json]                            send the queue
  packshot status [--data DIR] [--json]                         show what is queued and the result of the rest
  packshot match NAMES.txt|- [--catalogue FILE] [--json]        show the product of each file name and why; the catalogue
                                                                is JSON from the BigCommerce API
  packshot doctor [--data DIR] [--json]                         check this computer and the connection to the store, and
                                                                say what to do
  packshot report [BATCH | --last] [--to FILE] [--data DIR]     save the result of everything, or of one batch, as CSV
  packshot --help | --version                                   show this text, or the version

Store: PACKSHOT_STORE_HASH, PACKSHOT_ACCESS_TOKEN and, for another address than BigCommerce’s, PACKSHOT_API_ORIGIN
(https, or http on this computer). Without them, the store connected last in the app.
Exit codes: 0 everything arrived, 1 some failed or were not added, 2 wrong usage and nothing done, 3 some still queued.
With --dry-run: 0 everything would be sent, 1 some would not. doctor: 0 no problems, 1 something needs action.
`,
  'cli.matchUsage':
    'packshot match NAMES.txt|- [--catalogue FILE] [--data DIR] [--json]   show the product of each file name and why',
  'cli.reportUsage':
    'packshot report [BATCH | --last] [--to FILE] [--data DIR]   save the result of everything, or of one batch, as CSV',
  'cli.checkGood': 'ok    ',
  'cli.checkNotice': 'note  ',
  'cli.checkProblem': 'ACTION',
  'cli.certain': 'certain    ',
  'cli.suggested': 'suggested  ',
  'cli.asked': 'unclear    ',
  'cli.matchSummary': '{certain, number} certain, {suggested, number} suggested, {asked, number} unclear',
  'cli.inTheStore': 'in the store  ',
  'cli.done': 'done          ',
  'cli.failed': 'failed        ',
  'cli.cancelled': 'cancelled     ',
  'cli.retrying': 'retrying      ',
  'cli.verifying': 'checking      ',
  'cli.queued': 'queued        ',
  'cli.skipped': 'skipped       ',
  'cli.refused': 'not added     ',
  'cli.noProduct': 'no product    ',
  'cli.queuedOf': 'queued {photos, number} of {found, number}{uploads, plural, =0 {} other { as # uploads}}',
  'cli.wouldBeSent':
    '{photos, number} of {found, number} would be sent{uploads, plural, =0 {} other { as # uploads}}',
  'cli.dryRun': 'Dry run: nothing was sent.',
  'cli.systemFiles': '{count, plural, one {# system file} other {# system files}} skipped',
  'cli.recheck': 'checking once more for photos that arrived twice',
  'cli.summary': '{done, number} in the store, {failed, number} failed, {waiting, number} queued',
  'cli.changesSummary': 'changes: {done, number} done, {failed, number} failed, {waiting, number} queued',
  'cli.removalsSummary': 'removals: {done, number} done, {failed, number} failed, {waiting, number} queued',
  'cli.noStore': 'No store is connected.',
  'cli.nothingNeedsAction': 'No problems found.',
  'cli.needAction': '{problems, number} of {checks, number} checks need action.',
  'cli.reportSaved': '{rows, plural, one {# row} other {# rows}} in {file}',
  'cli.duplicateInGallery': 'already in this gallery',
  'cli.duplicateSmaller': 'a smaller copy of another photo',
  'cli.duplicateInBatch': 'a duplicate in this batch',
  'cli.newPhotos': '{count, plural, one {# new photo} other {# new photos}}',
  'cli.noImagesYet': '{photos}, no images yet',
  'cli.afterImages': '{photos} after the {count, plural, one {# image} other {# images}} in its gallery',
  'cli.beforeImages': '{photos} before the {count, plural, one {# image} other {# images}} in its gallery',
  'cli.insteadOfImages':
    '{photos} replacing the {count, plural, one {# image} other {# images}} in its gallery',
  'cli.forGallery': 'Variant {variant}: for the gallery.',
  'cli.forVariant': 'Variant {variant}: for the variant image.',
  'cli.forBoth': 'Variant {variant}: for the gallery and the variant image.',
  'cli.replaces': 'Replaces the image with the same name.',
  'cli.replaceHint': 'The gallery has an image with this name. Add --replace to replace it.',
  'cli.thumbnail': 'Thumbnail.',
  'cli.altText': 'Alt text: {alt}',
} as const;
