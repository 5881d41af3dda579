import { text as textOf } from '../../shared/messages/text.ts';
import type { Doubt } from './doubt.ts';
import type { EvidenceType, View } from './match.ts';

/**
 * Every sentence that says why a photo was matched, suggested or asked about, from `shared/messages/en/matching.ts`.
 */

export type Verb = 'is' | 'begins' | 'contains';

interface Named {
  verb: Verb;
  by: EvidenceType;
  text: string;
}

/** The name of an identifier within a sentence. */
function called({ by, text }: Pick<Named, 'by' | 'text'>): string {
  const isNoIdentifier = by === 'file-field' || by === 'pattern' || by === 'manifest';
  return textOf(`matching.by.${isNoIdentifier ? 'sku' : by}`, { text });
}

const quoted = (text: string): string => textOf('matching.quoted', { text });

/** Subject, verb and identifier: the beginning of most sentences. */
const clause = (subject: string, verb: Verb, named: string): string =>
  textOf('matching.found', { subject, verb, named });

interface Subject {
  /** `The file name`; `subjectName` or made by `subjectFolder`. */
  subject: string;
}

interface Matched extends Named {
  view: View | null;
  viewWords: string;
  /** Values of options, `Navy, S`; '' where none is named. */
  options: string;
  settledBy: string;
}

function matched(subject: string, match: Matched): string {
  const { verb, view, viewWords: words, options, settledBy } = match;
  const found = clause(subject, verb, called(match));
  const first =
    view === null || words === ''
      ? textOf('matching.matched', { found })
      : view.kind === 'word'
        ? textOf('matching.matchedWithView', { found, words, view: view.text })
        : textOf('matching.matchedWithPlace', { found, words });
  const second = options === '' ? '' : textOf('matching.showsVariants', { options });
  return [first, second, settledBy].filter((sentence) => sentence !== '').join(' ');
}

/** A product by its SKU, or by its id where it has none. */
const productCalled = (sku: string, productId: number): string =>
  sku === '' ? called({ by: 'product-id', text: String(productId) }) : called({ by: 'sku', text: sku });

export const subjectName = textOf('matching.fileName');
export const subjectFolder = (folder: string): string => textOf('matching.folder', { folder });

export const messages = {
  name: (match: Matched): string => matched(subjectName, match),
  folder: ({ folder, ...match }: Matched & { folder: string }): string =>
    matched(textOf('matching.folderName', { folder }), match),
  field: ({ field, by, text }: { field: string; by: EvidenceType; text: string }): string =>
    textOf('matching.field', { field, named: called({ by, text }) }),
  pattern: (match: { pattern: string; sku: string; productId: number; view: View | null }): string => {
    const { pattern, sku, productId, view } = match;
    const known = view === null ? 'no' : 'yes';
    return textOf('matching.pattern', {
      known,
      pattern,
      named: productCalled(sku, productId),
      view: view?.text ?? '',
    });
  },
  list: ({ line, sku, productId }: { line: number; sku: string; productId: number }): string =>
    textOf('matching.list', { line, named: productCalled(sku, productId) }),
  chosen: (): string => textOf('matching.chosen'),
  takenAway: (): string => textOf('matching.takenAway'),
  commonWords: ({ words }: { words: readonly string[] }): string =>
    textOf('matching.commonWords', {
      count: words.length,
      words: words.map(quoted).reduce((first, second) => textOf('matching.and', { first, second })),
    }),
  numbersAreSkus: (): string => textOf('matching.numbersAreSkus'),
  inField: (): string => textOf('matching.inField'),
  lettered: ({ letter }: { letter: string }): string => textOf('matching.lettered', { letter }),
  severalInField: ({ field, text }: { field: string; text: string }): string =>
    textOf('matching.severalInField', { field, text }),
  severalByPattern: ({ pattern, skus }: { pattern: string; skus: readonly string[] }): string =>
    textOf('matching.severalByPattern', { pattern, skus: skus.join(', ') }),
  doubt: ({ subject, doubt, ...named }: Named & Subject & { doubt: Doubt }): string =>
    textOf('matching.doubted', {
      found: clause(subject, named.verb, called(named)),
      doubt: textOf(`matching.doubt.${doubt.type}`, { text: 'text' in doubt ? doubt.text : '' }),
    }),
  tooCommon: ({ subject, verb, text }: Subject & { verb: Verb; text: string }): string =>
    textOf('matching.tooCommon', { found: clause(subject, verb, quoted(text)) }),
  sharedByVariants: ({ subject, verb, text }: Subject & { verb: Verb; text: string }): string =>
    textOf('matching.sharedByVariants', { found: clause(subject, verb, quoted(text)) }),
  sharedByProducts: ({ subject, ...named }: Named & Subject): string =>
    textOf('matching.sharedByProducts', { found: clause(subject, named.verb, called(named)) }),
  alike: ({ subject, verb, skus }: Subject & { verb: Verb; skus: readonly string[] }): string =>
    textOf('matching.alike', { found: clause(subject, verb, called({ by: 'sku', text: skus.join(', ') })) }),
  several: ({ subject, names }: Subject & { names: readonly string[] }): string =>
    textOf('matching.several', { subject, names: names.join(', ') }),
  skuAndId: ({ subject, verb, sku }: Subject & { verb: Verb; sku: string }): string =>
    textOf('matching.skuAndId', { found: clause(subject, verb, quoted(sku)) }),
  bareId: ({ subject, verb, id }: Subject & { verb: Verb; id: string }): string =>
    textOf('matching.bareId', { found: clause(subject, verb, textOf('matching.number', { id })), id }),
  idOrSku: ({ subject, verb, id, sku }: Subject & { verb: Verb; id: string; sku: string }): string =>
    textOf('matching.idOrSku', { found: clause(subject, verb, called({ by: 'product-id', text: id })), sku }),
  outsideField: ({ sku }: { sku: string }): string => textOf('matching.outsideField', { sku }),
  folderWord: ({ folder, verb, sku }: { folder: string; verb: Verb; sku: string }): string =>
    textOf('matching.folderWord', { found: clause(subjectFolder(folder), verb, quoted(sku)) }),
  foldersDisagree: ({ folder, other }: { folder: string; other: string }): string =>
    textOf('matching.foldersDisagree', { folder, other }),
  folderDisagrees: (said: { name: string; folder: string; other: string }): string =>
    textOf('matching.folderDisagrees', said),
  folderGoesOn: (said: { folder: string; name: string; words: string; other: string }): string =>
    textOf('matching.folderGoesOn', said),
  fieldDisagrees: (said: { name: string; field: string; other: string }): string =>
    textOf('matching.fieldDisagrees', said),
  fieldAndFolderDisagree: (said: { field: string; name: string; folder: string; other: string }): string =>
    textOf('matching.fieldAndFolderDisagree', said),
  camera: (): string => textOf('matching.camera'),
  likeNames: (): string => textOf('matching.likeNames'),
  likeFolder: ({ folder }: { folder: string }): string => textOf('matching.likeFolder', { folder }),
  nearest: (): string => textOf('matching.nearest'),
  nothing: (): string => textOf('matching.nothing'),
};
