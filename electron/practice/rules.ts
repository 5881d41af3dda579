import { no, ok } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';

/**
 * Behaviour where BigCommerce's reference is silent, ambiguous or only interpreted by us. `practice-store
 * --rule name=value` sets one; `usualRules` has the defaults.
 */
export interface PracticeRules {
  /**
   * When a new `sort_order` raises the images with the same or a greater one. The reference says it happens
   * "if the image is given a lower priority" (a greater number), and nothing more.
   */
  renumbering: 'never' | 'when-raised' | 'when-lowered' | 'always';
  /** The `sort_order` of an image sent without one. */
  defaultOrder: 'last' | 'zero';
  /** Whether a product's first image becomes its thumbnail without a request. */
  firstThumbnail: 'first-image' | 'on-request';
  /** What becomes the thumbnail when the thumbnail is deleted. */
  nextThumbnail: 'first-image' | 'none';
  /**
   * What replaces spaces of a file's name. Recorded names have none, and their original names are unknown.
   */
  spacesInNames: 'dropped' | 'underscore';
  /** V3: status for a file over 8 MB. */
  tooLargeStatus: 413 | 422;
  /** V3: status for the images of a product without any; the reference lists both. */
  emptyListStatus: 200 | 204;
  /** V2: the same; V2 answers 204 to other empty lists. */
  emptyListStatusV2: 200 | 204;
  /** V3: status for deleting a missing image; the reference has only 204. */
  deleteMissingStatus: 204 | 404;
  /** V3: unknown fields of an image. Fields that only the store sets are ignored in a PUT. */
  unknownFields: 'refused' | 'ignored';
  /** Whether a PUT with `image_url` (V3) or `image_file` (V2) replaces the picture. */
  replacingByPut: 'done' | 'refused';
  /** What V2's DELETE of all images deletes: the page given by `page` and `limit`, or all. */
  deleteAllTakes: 'page' | 'all';
  /** Maximum size of a variant's image; the reference says 1 MB in one place and 8 MB in another. */
  variantImageBytes: '1mb' | '8mb';
  /** Status for a trailing slash; 403 was seen in 2017. */
  trailingSlashStatus: 403 | 404;
  /** Algorithms offered by a WebDAV challenge, the better one first. */
  digest: 'sha-256-and-md5' | 'sha-256' | 'md5';
  /** WebDAV: status for a file over 512 MB. */
  webdavTooLargeStatus: 413 | 507;
  /** Scope of the token: everything, read only, or everything except V2's images. */
  scope: 'modify' | 'read-only' | 'without-v2-images';
  /** Parallel POSTs, limited by some stores; one more is answered 429, with the quota's headers or without, or 500. */
  postsAtOnce: 'any' | '3' | '3-without-headers' | '3-as-500';
  /**
   * What a second change of one product is answered while the first runs, reported by users. The 422 asks to try again.
   */
  parallelChanges: 'done' | '409' | '423' | '422';
  /** From where the store fetches an `image_url`: this machine alone, or wherever it leads. */
  fetchFrom: 'loopback' | 'anywhere';
  /** Whether a WebDAV nonce is good for one request only; reported by users: it runs out. */
  nonces: 'lasting' | 'single-use';
  /** For a PUT by WebDAV without a good nonce: an answer, or one in the middle of the body and a closed connection. */
  unprovenPut: 'answered' | 'cut-off';
  /** Whether WebDAV takes files; 501 was reported by users. */
  webdavPut: 'done' | '501';
  /** Whether V2 changes images by PUT; some stores are reported to refuse it as not supported. */
  changesByV2: 'done' | '405' | '501';
  /** What `url_zoom` leads to; the tiny rendition was seen by users. */
  zoomUrl: 'zoom' | 'tiny';
  /** Whether renditions are there at once, or answered 404 for the first three seconds. */
  renditions: 'at-once' | 'late';
  /** Max images of a product in a list of products. No limit is documented; that all come is our interpretation. */
  imagesInLists: 'all' | '5' | '2';
  /** `open`, or the status with which a network in between answers every address with its own page. */
  portal: 'open' | 200 | 302 | 401 | 403 | 511;
  /** Whether the whole store answers 503 with a page. */
  maintenance: 'off' | 'on';
  /** What the firewall answers with its 403. */
  firewallBody: 'page' | 'text' | 'empty';
  /**
   * A part of file names that a firewall in front of the store refuses with a page and 403, as users reported; empty:
   * there is none.
   */
  firewall: string;
  /** A text that the firewall refuses in a body, of any request and in files; empty: there is none. */
  firewallText: string;
}

export const usualRules: PracticeRules = {
  renumbering: 'always',
  defaultOrder: 'last',
  firstThumbnail: 'first-image',
  nextThumbnail: 'first-image',
  spacesInNames: 'dropped',
  tooLargeStatus: 422,
  emptyListStatus: 200,
  emptyListStatusV2: 204,
  deleteMissingStatus: 404,
  unknownFields: 'refused',
  replacingByPut: 'done',
  deleteAllTakes: 'page',
  variantImageBytes: '1mb',
  trailingSlashStatus: 403,
  digest: 'sha-256-and-md5',
  webdavTooLargeStatus: 507,
  scope: 'modify',
  postsAtOnce: 'any',
  parallelChanges: 'done',
  fetchFrom: 'loopback',
  nonces: 'lasting',
  unprovenPut: 'answered',
  webdavPut: 'done',
  changesByV2: 'done',
  zoomUrl: 'zoom',
  renditions: 'at-once',
  imagesInLists: 'all',
  portal: 'open',
  maintenance: 'off',
  firewallBody: 'page',
  firewall: '',
  firewallText: '',
};

/** Rules that take any text. */
export const textRules = ['firewall', 'firewallText'] as const;
type ChoiceRules = Omit<PracticeRules, (typeof textRules)[number]>;

/** Every value that a rule may have, but for `textRules`. */
export const ruleValues: { readonly [name in keyof ChoiceRules]: readonly ChoiceRules[name][] } = {
  renumbering: ['never', 'when-raised', 'when-lowered', 'always'],
  defaultOrder: ['last', 'zero'],
  firstThumbnail: ['first-image', 'on-request'],
  nextThumbnail: ['first-image', 'none'],
  spacesInNames: ['dropped', 'underscore'],
  tooLargeStatus: [413, 422],
  emptyListStatus: [200, 204],
  emptyListStatusV2: [200, 204],
  deleteMissingStatus: [204, 404],
  unknownFields: ['refused', 'ignored'],
  replacingByPut: ['done', 'refused'],
  deleteAllTakes: ['page', 'all'],
  variantImageBytes: ['1mb', '8mb'],
  trailingSlashStatus: [403, 404],
  digest: ['sha-256-and-md5', 'sha-256', 'md5'],
  webdavTooLargeStatus: [413, 507],
  scope: ['modify', 'read-only', 'without-v2-images'],
  postsAtOnce: ['any', '3', '3-without-headers', '3-as-500'],
  parallelChanges: ['done', '409', '423', '422'],
  fetchFrom: ['loopback', 'anywhere'],
  nonces: ['lasting', 'single-use'],
  unprovenPut: ['answered', 'cut-off'],
  webdavPut: ['done', '501'],
  changesByV2: ['done', '405', '501'],
  zoomUrl: ['zoom', 'tiny'],
  renditions: ['at-once', 'late'],
  imagesInLists: ['all', '5', '2'],
  portal: ['open', 200, 302, 401, 403, 511],
  maintenance: ['off', 'on'],
  firewallBody: ['page', 'text', 'empty'],
};

/** Reads rules from the command line: `renumbering=never`. A mistake is a sentence with the valid values. */
export function readRules(texts: readonly string[]): Outcome<Partial<PracticeRules>, string> {
  const rules: Record<string, string | number> = {};
  for (const text of texts) {
    const [name = '', ...rest] = text.split('=');
    if (textRules.some((one) => one === name) && rest.join('=') !== '') {
      rules[name] = rest.join('=');
      continue;
    }
    if (!Object.hasOwn(ruleValues, name)) {
      const names = [...Object.keys(ruleValues), ...textRules].join(', ');
      return no(`--rule ${text}: there is no such rule, or it has no value. Rules: ${names}.`);
    }
    const values = ruleValues[name as keyof ChoiceRules];
    const value = values.find((one) => String(one) === rest.join('='));
    if (value === undefined) return no(`--rule ${text}: ${name} is one of ${values.join(', ')}.`);
    rules[name] = value;
  }
  return ok(rules as Partial<PracticeRules>);
}
