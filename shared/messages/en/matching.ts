/** Why a photo was matched, suggested or asked about. `found` is a clause made of one of the subjects, a verb and one of the identifiers. */
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
  'matching.by.style': '{text}, with which the SKUs of one product’s variants begin',
  'matching.by.product-id': 'the product id {text}',
  'matching.by.title': 'the product name “{text}”',
  'matching.by.address': 'the web address “{text}”',

  'matching.matched': '{found}.',
  'matching.matchedWithView': '{found}; “{words}” says it is the {view} view.',
  'matching.matchedWithPlace': '{found}; “{words}” says its place.',
  'matching.showsVariants': 'It shows the variants in {options}.',
  'matching.field': 'The picture’s field “{field}” is {named}.',
  'matching.pattern':
    '{known, select, yes {The file fits your pattern {pattern} with {named}, {view}.} other {The file fits your pattern {pattern} with {named}.}}',
  'matching.list': 'Row {line} of your list gives this file to {named}.',
  'matching.chosen': 'You chose this product.',
  'matching.takenAway': 'You took this photo from its product.',

  'matching.commonWords':
    '{count, plural, one {{words} stands in nearly all names here, whichever the product.} other {{words} stand in nearly all names here, whichever the product.}}',
  'matching.numbersAreSkus': 'It is another product’s id too, but the other names here are SKUs.',
  'matching.inField': 'The SKU stands there in nearly all names of this form.',
  'matching.lettered': '“{letter}” counts its pictures.',

  'matching.severalInField': 'The picture’s field “{field}” is “{text}”, which more than one product has.',
  'matching.severalByPattern':
    'The file fits your pattern {pattern}, but by it could belong to more than one product: {skus}.',
  'matching.tooCommon': '{found}, which is a SKU but is too common in names to be sure.',
  'matching.sharedByVariants': '{found}, which several variants share.',
  'matching.sharedByProducts': '{found}, which several products share.',
  'matching.alike': '{found}, which differ only in how they are written.',
  'matching.several': '{subject} can be read as more than one product: {names}.',
  'matching.skuAndId': '{found}, the SKU of one product and the id of another.',
  'matching.number': 'the number {id}',
  'matching.bareId':
    '{found}, which is the id of a product but may count something else; “id-{id}” would say that it is the id.',
  'matching.idOrSku': '{found}, but could be {sku} mistyped.',
  'matching.outsideField':
    'The file name contains {sku}, but other names of this form have their SKU elsewhere.',
  'matching.folderWord': '{found}, but a folder may be called so for another reason.',
  'matching.foldersDisagree': 'The folder “{folder}” lies in “{other}”, and each names another product.',
  'matching.folderDisagrees': 'The file name says {name}, but its folder “{folder}” says {other}.',
  'matching.fieldDisagrees': 'The file name says {name}, but the picture’s field “{field}” says {other}.',
  'matching.fieldAndFolderDisagree':
    'The picture’s field “{field}” says {name}, but its folder “{folder}” says {other}.',

  'matching.doubted': '{found}, but {doubt}.',
  'matching.doubt.spelling': 'it is written in a way that could mean something else',
  'matching.doubt.time-of-day': 'after a date it may be the time of day',
  'matching.doubt.short-number': 'so short a number may be something else there',
  'matching.doubt.common-word': 'the same word may mean something else there',
  'matching.doubt.part-of-name': 'another product’s name has the same words and more',
  'matching.doubt.stranger': '“{text}” beside it may make it another product',
  'matching.doubt.other-thing': 'with “{text}” before it the photo may show something else',
  'matching.doubt.number-of-sku': 'other SKUs go on with a number there, and “{text}” may be one',
  'matching.doubt.letter-of-sku': 'other SKUs go on with a letter there, and “{text}” may be one',
  'matching.doubt.missing-variant':
    'its variants’ SKUs go on with numbers like “{text}”, which none of them has',
  'matching.doubt.second-sku': '“{text}” is a SKU, too',
  'matching.doubt.counter': 'behind “{text}” the number may count pictures',
  'matching.doubt.two-values': '“{text}” and another value beside it exclude each other',

  'matching.camera': 'The camera or phone gave this name; it contains no SKU.',
  'matching.likeNames': 'The file name has words of these products’ names, and more or fewer than theirs.',
  'matching.nearest': 'No SKU in your store is spelled like this file name. These come closest.',
  'matching.nothing': 'No SKU in your store is in this file name or its folder’s.',
  'matching.noPattern': 'The file name fits none of your patterns.',
} as const;
