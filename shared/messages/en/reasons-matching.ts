const nameColumns = 'Name the columns in the first row, such as sku,file,alt,position,thumbnail.';

/**
 * Why a pattern for file names is invalid. Braces are passed as arguments: in messages they have a meaning.
 */
const patternReasons = {
  'pattern-empty': { sentence: 'The pattern is empty.', next: 'Enter a pattern, for example {example}.' },
  'pattern-too-long': { sentence: 'The pattern is longer than {most} characters.', next: 'Shorten it.' },
  'pattern-slash': {
    sentence: 'A pattern is for the file name, so it can’t contain a slash.',
    next: 'For the folder name, use {example}.',
  },
  'pattern-not-opened': {
    sentence: 'A “{close}” has no “{open}” before it.',
    next: 'Add the “{open}”, or remove the “{close}”.',
  },
  'pattern-not-closed': {
    sentence: 'A “{open}” has no “{close}” after it.',
    next: 'Add the “{close}”, or remove the “{open}”.',
  },
  'pattern-unknown-field': { sentence: 'There is no placeholder {field}.', next: 'Use {known}.' },
  'pattern-no-product': {
    sentence: 'The pattern doesn’t say where the SKU is.',
    next: 'Add {sku}, or {folder} if the folder is named by SKU.',
  },
  'pattern-two-products': {
    sentence: 'The pattern has more than one placeholder for the product.',
    next: 'Keep one of them.',
  },
  'pattern-field-twice': { sentence: '{field} is in the pattern twice.', next: 'Keep one of them.' },
  'pattern-folder-late': { sentence: 'The folder has to come first.', next: 'Move it to the beginning.' },
  'pattern-no-separator': {
    sentence: 'There is nothing between {first} and {second}, so it isn’t clear where one ends.',
    next: 'Add the character that your file names have between them.',
  },
} as const;

/** Why a manifest, or a row of it, can't be used. */
const listReasons = {
  'manifest-empty': { sentence: 'The list is empty.', next: 'Add a row for each photo.' },
  'manifest-too-large': { sentence: 'The list is larger than 50 MB.', next: 'Split it into smaller lists.' },
  'manifest-no-text': { sentence: 'This is not a text file.', next: 'Save the list as CSV (UTF-8).' },
  'manifest-quote-open': {
    sentence:
      '{known, select, yes {A quotation mark near line {line} is never closed.} other {A quotation mark is never closed.}}',
    next: 'Open the list in a spreadsheet and save it as CSV again.',
  },
  'manifest-no-sku-column': { sentence: 'The list has no SKU column.', next: nameColumns },
  'manifest-no-file-column': { sentence: 'The list has no file column.', next: nameColumns },
  'manifest-no-rows': { sentence: 'The list has no rows with a file.', next: 'Add a row for each photo.' },
  'manifest-rows': {
    sentence:
      '{rows, plural, one {# more row of this list has a problem.} other {# more rows of this list have problems.}}',
    next: 'Correct the list, then add it again.',
  },
  'row-bad-product-id': {
    sentence: 'Row {line}: “{id}” is not a product ID.',
    next: 'Enter a whole number.',
  },
  'row-no-file': { sentence: 'Row {line} has no file.', next: 'Enter the file name.' },
  'row-no-sku': { sentence: 'Row {line} has no SKU.', next: 'Enter the SKU.' },
  'row-bad-position': {
    sentence: 'Row {line}: “{position}” is not a position.',
    next: 'Enter a whole number.',
  },
  'row-bad-thumbnail': {
    sentence: 'Row {line}: “{thumbnail}” is not a value for the thumbnail.',
    next: 'Enter yes or no.',
  },
  'row-again': {
    sentence:
      '{by, select, sku {Row {line}: “{file}” was already assigned to {owner} in row {first}.} other {Row {line}: “{file}” was already assigned to product {owner} in row {first}.}}',
    next: 'Remove one of the rows.',
  },
  'row-file-taken': {
    sentence:
      '{by, select, sku {Row {line}: the only photo called “{file}” goes to {owner}, because row {first} names its folder.} other {Row {line}: the only photo called “{file}” goes to a product whose row {first} names its folder.}}',
    next: 'Write the folder in both rows if both products get this photo.',
  },
  'row-no-sku-begins': {
    sentence: 'Row {line}: no SKU of your store begins with {sku}.',
    next: 'Correct the SKU, or refresh the product list.',
    nextInCommand: 'Correct the SKU.',
  },
  'row-names-alike': {
    sentence: 'Row {line}: {count} files match “{file}”.',
    next: 'Add the folder, as in folder/{file}.',
  },
  'row-paths-alike': {
    sentence: 'Row {line}: {count} files match “{file}”, in {folders}.',
    next: 'Add more of the path.',
  },
  'row-no-such-file': {
    sentence: 'Row {line}: none of these files is called “{file}”.',
    next: 'Check the file name, or add the file with the list.',
  },
  'row-no-such-path': {
    sentence: 'Row {line}: none of these files is “{file}”.',
    next: 'Check the path, or add the file with the list.',
  },
  'row-file-elsewhere': {
    sentence: 'Row {line}: there is no file “{file}”, but “{found}” is in another folder.',
    next: 'Correct the folder in the list.',
  },
  'row-files-elsewhere': {
    sentence: 'Row {line}: there is no file “{file}”, but files called “{name}” are in other folders.',
    next: 'Correct the folder in the list.',
  },
  'row-unknown-product': {
    sentence: 'Row {line}: your store has no product with the ID {id}.',
    next: 'Correct the ID, or refresh the product list.',
    nextInCommand: 'Correct the ID.',
  },
  'row-id-of-another': {
    sentence: 'Row {line}: the ID {id} is “{productName}” in your store, not “{name}”.',
    next: 'Use the SKU, or correct the ID or the name.',
  },
  'row-skus-of-two-products': {
    sentence: 'Row {line}: the SKUs {sku} and {other} belong to two products.',
    next: 'Correct one of them, or remove one of the columns.',
  },
  'row-sku-of-another': {
    sentence: 'Row {line}: the SKU {sku} does not belong to the product ID {id}.',
    next: 'Correct one of them.',
  },
  'row-sku-of-several': {
    sentence:
      '{owners, select, products {Row {line}: the SKU {sku} belongs to more than one product.} other {Row {line}: the SKU {sku} belongs to more than one variant.}}',
    next: 'Make the SKU unique in BigCommerce, or use the product ID.',
  },
  'row-rounded-sku': {
    sentence: 'Row {line}: “{sku}” is a number that a spreadsheet has rounded.',
    next: 'Format the column as text and enter the SKU again.',
  },
  'row-unknown-sku': {
    sentence:
      '{near, select, yes {Row {line}: your store has no SKU {sku}. {nearest} is the closest.} other {Row {line}: your store has no SKU {sku}.}}',
    next: 'Correct the SKU, or refresh the product list.',
    nextInCommand: 'Correct the SKU.',
  },
} as const;

export const matchingReasons = { ...patternReasons, ...listReasons } as const;
