import type { EvidenceType, View } from './match.ts';
import type { Doubt } from './interpretation.ts';

/** Every sentence that says why a photo was matched, suggested or asked about. Each is whole; its arguments are named. */

export type Verb = 'is' | 'begins' | 'contains';

interface Named {
  verb: Verb;
  by: EvidenceType;
  text: string;
}

const verbs = { is: 'is', begins: 'begins with', contains: 'contains' } as const;

function called({ by, text }: Pick<Named, 'by' | 'text'>): string {
  switch (by) {
    case 'variant-sku':
      return `the SKU ${text} of a variant`;
    case 'barcode':
      return `the barcode ${text}`;
    case 'part-number':
      return `the manufacturer’s part number ${text}`;
    case 'style':
      return `${text}, with which the SKUs of one product’s variants begin`;
    case 'product-id':
      return `the product id ${text}`;
    case 'title':
      return `the product name “${text}”`;
    case 'address':
      return `the web address “${text}”`;
    default:
      return `the SKU ${text}`;
  }
}

function viewClause(view: View | null, words: string): string {
  if (view === null || words === '') return '';
  return view.kind === 'word'
    ? `; “${words}” says it is the ${view.text} view`
    : `; “${words}” says its place`;
}

interface Matched extends Named {
  view: View | null;
  viewWords: string;
  /** Values of options, `Navy, S`; '' where none is named. */
  options: string;
  settledBy: string;
}

const optionsSentence = (options: string) => (options === '' ? '' : ` It shows the variants in ${options}.`);
const settledSentence = (settledBy: string) => (settledBy === '' ? '' : ` ${settledBy}`);

export const messages = {
  name: ({ view, viewWords, options, settledBy, ...named }: Matched): string =>
    `The file name ${verbs[named.verb]} ${called(named)}${viewClause(view, viewWords)}.${optionsSentence(options)}${settledSentence(settledBy)}`,
  folder: ({ folder, view, viewWords, options, settledBy, ...named }: Matched & { folder: string }): string =>
    `The name of the folder “${folder}” ${verbs[named.verb]} ${called(named)}${viewClause(view, viewWords)}.${optionsSentence(options)}${settledSentence(settledBy)}`,
  field: ({ field, by, text }: { field: string; by: EvidenceType; text: string }): string =>
    `The picture’s field “${field}” is ${called({ by, text })}.`,
  severalInField: ({ field, text }: { field: string; text: string }): string =>
    `The picture’s field “${field}” is “${text}”, which more than one product has.`,
  commonWords: ({ words }: { words: readonly string[] }): string =>
    words.length === 1
      ? `“${words[0] ?? ''}” stands in nearly all names here, whichever the product.`
      : `${words.map((word) => `“${word}”`).join(' and ')} stand in nearly all names here, whichever the product.`,
  numbersAreSkus: 'It is another product’s id too, but the other names here are SKUs.',
  inField: 'The SKU stands there in nearly all names of this form.',
  lettered: ({ letter }: { letter: string }): string => `“${letter}” counts its pictures.`,
  doubt: ({ subject, doubt, ...named }: Named & { subject: string; doubt: Doubt }): string =>
    `${subject} ${verbs[named.verb]} ${called(named)}, but ${doubtClause(doubt)}.`,
  tooCommon: ({ subject, verb, text }: { subject: string; verb: Verb; text: string }): string =>
    `${subject} ${verbs[verb]} “${text}”, which is a SKU but is too common in names to be sure.`,
  sharedByVariants: ({ subject, verb, text }: { subject: string; verb: Verb; text: string }): string =>
    `${subject} ${verbs[verb]} “${text}”, which several variants share.`,
  sharedByProducts: ({ subject, ...named }: Named & { subject: string }): string =>
    `${subject} ${verbs[named.verb]} ${called(named)}, which several products share.`,
  alike: ({ subject, verb, skus }: { subject: string; verb: Verb; skus: readonly string[] }): string =>
    `${subject} ${verbs[verb]} the SKU ${skus.join(', ')}, which differ only in how they are written.`,
  several: ({ subject, names }: { subject: string; names: readonly string[] }): string =>
    `${subject} can be read as more than one product: ${names.join(', ')}.`,
  skuAndId: ({ subject, verb, sku }: { subject: string; verb: Verb; sku: string }): string =>
    `${subject} ${verbs[verb]} “${sku}”, the SKU of one product and the id of another.`,
  bareId: ({ subject, verb, id }: { subject: string; verb: Verb; id: string }): string =>
    `${subject} ${verbs[verb]} the number ${id}, which is the id of a product but may count something else; “id-${id}” would say that it is the id.`,
  idOrSku: ({ subject, verb, id, sku }: { subject: string; verb: Verb; id: string; sku: string }): string =>
    `${subject} ${verbs[verb]} the product id ${id}, but could be ${sku} mistyped.`,
  outsideField: ({ sku }: { sku: string }): string =>
    `The file name contains ${sku}, but other names of this form have their SKU elsewhere.`,
  folderWord: ({ folder, verb, sku }: { folder: string; verb: Verb; sku: string }): string =>
    `The folder “${folder}” ${verbs[verb]} “${sku}”, but a folder may be called so for another reason.`,
  foldersDisagree: ({ folder, other }: { folder: string; other: string }): string =>
    `The folder “${folder}” lies in “${other}”, and each names another product.`,
  folderDisagrees: ({ name, folder, other }: { name: string; folder: string; other: string }): string =>
    `The file name says ${name}, but its folder “${folder}” says ${other}.`,
  fieldDisagrees: ({ name, field, other }: { name: string; field: string; other: string }): string =>
    `The file name says ${name}, but the picture’s field “${field}” says ${other}.`,
  fieldAndFolderDisagree: ({
    field,
    name,
    folder,
    other,
  }: {
    field: string;
    name: string;
    folder: string;
    other: string;
  }): string => `The picture’s field “${field}” says ${name}, but its folder “${folder}” says ${other}.`,
  camera: 'The camera or phone gave this name; it contains no SKU.',
  likeNames: 'The file name has words of these products’ names, and more or fewer than theirs.',
  nearest: 'No SKU in your store is spelled like this file name. These come closest.',
  nothing: 'No SKU in your store is in this file name or its folder’s.',
  noPattern: 'The file name fits none of your patterns.',
};

export const subjectName = 'The file name';
export const subjectFolder = (folder: string): string => `The folder “${folder}”`;

function doubtClause(doubt: Doubt): string {
  switch (doubt.type) {
    case 'spelling':
      return 'it is written in a way that could mean something else';
    case 'time-of-day':
      return 'after a date it may be the time of day';
    case 'short-number':
      return 'so short a number may be something else there';
    case 'common-word':
      return 'the same word may mean something else there';
    case 'part-of-name':
      return 'another product’s name has the same words and more';
    case 'stranger':
      return `“${doubt.text}” beside it may make it another product`;
    case 'other-thing':
      return `with “${doubt.text}” before it the photo may show something else`;
    case 'number-of-sku':
      return `other SKUs go on with a number there, and “${doubt.text}” may be one`;
    case 'letter-of-sku':
      return `other SKUs go on with a letter there, and “${doubt.text}” may be one`;
    case 'missing-variant':
      return `its variants’ SKUs go on with numbers like “${doubt.text}”, which none of them has`;
    case 'second-sku':
      return `“${doubt.text}” is a SKU, too`;
    case 'counter':
      return `behind “${doubt.text}” the number may count pictures`;
    case 'two-values':
      return `“${doubt.text}” and another value beside it exclude each other`;
  }
}
