/** Why a photo was matched, suggested or asked about. `found` is made of a subject, a verb and an identifier. */
export const matchingTexts = {
  'matching.fileName': 'The file name',
  'matching.folder': 'The folder “{folder}”',
  'matching.folderName': 'The name of the folder “{folder}”',
  'matching.found':
    '{verb, select, is {{subject} is {named}} begins {{subject} begins with {named}} other {{subject} contains {named}}}',
  'matching.quoted': '“{text}”',
  'matching.and': '{first} and {second}',

  'matching.by.sku': 'the SKU {text}',
  'matching.by.variant-sku': 'the SKU {text} of a variant',
  'matching.by.barcode': 'the barcode {text}',
  'matching.by.part-number': 'the manufacturer’s part number {text}',
  'matching.by.style': '{text}, the beginning of one product’s variant SKUs',
  'matching.by.product-id': 'the product ID {text}',
  'matching.by.title': 'the product name “{text}”',
  'matching.by.address': 'the product URL “{text}”',

  'matching.label': 'The label {code} was photographed before it.',
  'matching.nextInList': 'It follows in the product list. The file name is the camera’s.',
  'matching.labelBefore': 'The label {code} was photographed {seconds, number} s before it.',
  'matching.matched': '{found}.',
  'matching.matchedWithView': '{found}, and “{words}” means the {view} view.',
  'matching.matchedWithPlace': '{found}, and “{words}” is its position.',
  'matching.showsVariants': 'It shows the variants {options}.',
  'matching.field': 'The metadata field “{field}” is {named}.',
  'matching.pattern':
    '{known, select, yes {The file name matches your pattern {pattern} with {named}, {view}.} other {The file name matches your pattern {pattern} with {named}.}}',
  'matching.list': 'Row {line} of your list assigns this file to {named}.',
  'matching.chosen': 'You chose this product.',
  'matching.takenAway': 'You removed this photo from its product.',

  'matching.commonWords':
    '{count, plural, one {{words} is in nearly all file names here, whatever the product.} other {{words} are in nearly all file names here, whatever the product.}}',
  'matching.numbersAreSkus': 'It is another product’s ID too, but the other file names here contain SKUs.',
  'matching.inField': 'Nearly all similar file names have the SKU there.',
  'matching.lettered': '“{letter}” numbers its photos.',

  'matching.severalInField': 'The metadata field “{field}” is “{text}”, which matches more than one product.',
  'matching.severalByPattern':
    'The file name matches your pattern {pattern}, but fits more than one product: {skus}.',
  'matching.tooCommon': '{found}, which is a SKU but too common in file names to be sure.',
  'matching.sharedByVariants': '{found}, which several variants share.',
  'matching.sharedByProducts': '{found}, which several products share.',
  'matching.alike': '{found}, which differ only in spelling.',
  'matching.several': '{subject} matches more than one product: {names}.',
  'matching.skuAndId': '{found}, the SKU of one product and the ID of another.',
  'matching.number': 'the number {id}',
  'matching.bareId':
    '{found}, a product ID that may also mean something else. Name the file “id-{id}” to be sure.',
  'matching.idOrSku': '{found}, but may be {sku} with a typing error.',
  'matching.outsideField': 'The file name contains {sku}, but similar file names have their SKU elsewhere.',
  'matching.folderWord': '{found}, but the folder may have this name for another reason.',
  'matching.foldersDisagree': 'The folder “{folder}” is in “{other}”, and the two match different products.',
  'matching.folderDisagrees': 'The file name matches {name}, but its folder “{folder}” matches {other}.',
  'matching.folderGoesOn': 'The folder “{folder}” matches {name}, but “{words}” in it may mean {other}.',
  'matching.fieldDisagrees':
    'The file name matches {name}, but the metadata field “{field}” matches {other}.',
  'matching.fieldAndFolderDisagree':
    'The metadata field “{field}” matches {name}, but the folder “{folder}” matches {other}.',

  'matching.doubted': '{found}, but {doubt}.',
  'matching.doubt.spelling': 'this spelling may mean something else',
  'matching.doubt.time-of-day': 'after a date it may be a time',
  'matching.doubt.row': 'most of the consecutive numbers here are no SKU, so it may count photos',
  'matching.doubt.short-number': 'such a short number may mean something else',
  'matching.doubt.common-word': 'this word may mean something else',
  'matching.doubt.part-of-name': 'another product has these words and more in its name',
  'matching.doubt.stranger': '“{text}” next to it may mean another product',
  'matching.doubt.other-thing': 'with “{text}” before it the photo may show something else',
  'matching.doubt.number-of-sku': 'other SKUs continue with a number there, and “{text}” may be one',
  'matching.doubt.letter-of-sku': 'other SKUs continue with a letter there, and “{text}” may be one',
  'matching.doubt.missing-variant': 'its variants’ SKUs continue with numbers, and none of them has “{text}”',
  'matching.doubt.second-sku': '“{text}” is a SKU too',
  'matching.doubt.counter': 'the number after “{text}” may count photos',
  'matching.doubt.two-values': '“{text}” and another option value in the name exclude each other',

  'matching.camera': 'The camera or phone chose this name. It contains no SKU.',
  'matching.likeNames': 'The file name shares words with these product names, but doesn’t match one exactly.',
  'matching.likeFolder':
    'The name of the folder “{folder}” is like these products, but doesn’t match one exactly.',
  'matching.nearest': 'The file name contains no SKU of your store. These are the closest.',
  'matching.nothing': 'Neither the file name nor the folder name contains a SKU of your store.',
} as const;
