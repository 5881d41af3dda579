const nameColumns = 'The first row has to name the columns, for example: sku,file,alt,position,thumbnail';

/**
 * Why a pattern for file names is invalid. Braces are passed as arguments: in messages they have a meaning.
 */
const patternReasons = {
  'pattern-empty': { sentence: 'The pattern is empty.', next: 'Write for example {example}.' },
  'pattern-too-long': { sentence: 'The pattern is longer than {most} characters.' },
  'pattern-slash': {
    sentence: 'A pattern is about the file’s name, so it can’t contain a slash.',
    next: 'For the folder’s name write {example}.',
  },
  'pattern-not-opened': { sentence: 'A “{close}” has no “{open}” before it.' },
  'pattern-not-closed': { sentence: 'A “{open}” is never closed with “{close}”.' },
  'pattern-unknown-field': {
    sentence: 'Packshot doesn’t know {field}.',
    next: 'It knows {known}.',
  },
  'pattern-no-product': {
    sentence: 'The pattern doesn’t say where the SKU is.',
    next: 'Put {sku} into it, or {folder} if the folder is named by SKU.',
  },
  'pattern-two-products': {
    sentence: 'The pattern says more than once where the product is.',
    next: 'Leave one of them.',
  },
  'pattern-field-twice': { sentence: '{field} is in the pattern twice.', next: 'Leave one of them.' },
  'pattern-folder-late': {
    sentence: 'What is said of the folder has to come first.',
    next: 'Move it to the beginning.',
  },
  'pattern-no-separator': {
    sentence: 'Nothing stands between {first} and {second}, so it isn’t clear where one ends.',
    next: 'Put the character between them that your file names have there.',
  },
} as const;

/** Why a manifest, or a row of it, can't be used. */
const listReasons = {
  'manifest-empty': { sentence: 'The list is empty.' },
  'manifest-too-large': { sentence: 'The list is larger than 50 MB.' },
  'manifest-no-text': { sentence: 'This is no text file.', next: 'Save the list as CSV (UTF-8).' },
  'manifest-quote-open': {
    sentence:
      '{known, select, yes {A quotation mark is never closed, near line {line}.} other {A quotation mark is never closed.}}',
    next: 'Open it in a spreadsheet and save it as CSV again.',
  },
  'manifest-no-sku-column': { sentence: 'The list has no column with the SKU.', next: nameColumns },
  'manifest-no-file-column': { sentence: 'The list has no column with the file.', next: nameColumns },
  'manifest-no-rows': { sentence: 'The list names no file.' },
  'manifest-rows': {
    sentence:
      '{rows, plural, one {# more rows of this list can’t be used.} other {# more rows of this list can’t be used.}}',
  },
  'row-bad-product-id': { sentence: 'Row {line}: “{id}” is no product id.' },
  'row-no-file': { sentence: 'Row {line}: no file is given.' },
  'row-no-sku': { sentence: 'Row {line}: no SKU is given.' },
  'row-bad-position': {
    sentence: 'Row {line}: “{position}” is no position; it has to be a whole number.',
  },
  'row-bad-thumbnail': {
    sentence: 'Row {line}: “{thumbnail}” doesn’t say whether it is the thumbnail; write yes or no.',
  },
  'row-again': {
    sentence:
      '{by, select, sku {Row {line}: “{file}” is given for {owner} already, in row {first}.} other {Row {line}: “{file}” is given for product {owner} already, in row {first}.}}',
  },
  'row-file-taken': {
    sentence:
      '{by, select, sku {Row {line}: “{file}” is given to {owner} in row {first}; a photo can go to one product only.} other {Row {line}: “{file}” is given to a product in row {first}; a photo can go to one product only.}}',
  },
  'row-names-alike': {
    sentence: 'Row {line}: {count} files could be “{file}”; give its folder too, as in folder/{file}.',
  },
  'row-paths-alike': {
    sentence: 'Row {line}: {count} files could be “{file}”, in {folders}; write more of its path.',
  },
  'row-no-such-file': { sentence: 'Row {line}: no file called “{file}” is among these.' },
  'row-no-such-path': { sentence: 'Row {line}: no file “{file}” is among these.' },
  'row-file-elsewhere': {
    sentence: 'Row {line}: no file “{file}” is among these; “{found}” is in another folder.',
  },
  'row-files-elsewhere': {
    sentence: 'Row {line}: no file “{file}” is among these; the files called “{name}” are in other folders.',
  },
  'row-unknown-product': { sentence: 'Row {line}: your store has no product with the id {id}.' },
  'row-sku-of-another': {
    sentence: 'Row {line}: the SKU {sku} isn’t that of the product id {id}.',
  },
  'row-sku-of-several': {
    sentence:
      '{owners, select, products {Row {line}: the SKU {sku} belongs to more than one product.} other {Row {line}: the SKU {sku} belongs to more than one variant.}}',
  },
  'row-rounded-sku': {
    sentence:
      'Row {line}: “{sku}” is a number that a spreadsheet has rounded; format the column as text and write the SKU again.',
  },
  'row-unknown-sku': {
    sentence:
      '{near, select, yes {Row {line}: your store has no SKU {sku}; {nearest} comes closest.} other {Row {line}: your store has no SKU {sku}.}}',
  },
} as const;

export const matchingReasons = { ...patternReasons, ...listReasons } as const;
