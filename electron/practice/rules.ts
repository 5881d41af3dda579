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
  orderUnlessTold: 'last' | 'zero';
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
  /**
   * Limit of parallel POSTs, seen with some stores; one more is answered 429, with or without quota headers.
   */
  postsAtOnce: 'any' | '3' | '3-without-headers';
  fetchFrom: 'loopback' | 'anywhere';
  /**
   * A part of file names that a firewall refuses with a page and 403, as users reported; empty: no firewall.
   */
  firewall: string;
}

export const usualRules: PracticeRules = {
  renumbering: 'always',
  orderUnlessTold: 'last',
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
  fetchFrom: 'loopback',
  firewall: '',
};

type ChoiceRules = Omit<PracticeRules, 'firewall'>;

/** All values of the rules; `firewall` takes any text. */
export const ruleValues: { readonly [name in keyof ChoiceRules]: readonly ChoiceRules[name][] } = {
  renumbering: ['never', 'when-raised', 'when-lowered', 'always'],
  orderUnlessTold: ['last', 'zero'],
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
  postsAtOnce: ['any', '3', '3-without-headers'],
  fetchFrom: ['loopback', 'anywhere'],
};

/** Reads rules from the command line: `renumbering=never`. A mistake is a sentence with the valid values. */
export function readRules(texts: readonly string[]): Outcome<Partial<PracticeRules>, string> {
  const rules: Record<string, string | number> = {};
  for (const text of texts) {
    const [name = '', ...rest] = text.split('=');
    if (name === 'firewall' && rest.join('=') !== '') {
      rules[name] = rest.join('=');
      continue;
    }
    if (!Object.hasOwn(ruleValues, name)) {
      const names = [...Object.keys(ruleValues), 'firewall'].join(', ');
      return no(`--rule ${text}: there is no such rule, or it has no value. Rules: ${names}.`);
    }
    const values = ruleValues[name as keyof ChoiceRules];
    const value = values.find((one) => String(one) === rest.join('='));
    if (value === undefined) return no(`--rule ${text}: ${name} is one of ${values.join(', ')}.`);
    rules[name] = value;
  }
  return ok(rules as Partial<PracticeRules>);
}
