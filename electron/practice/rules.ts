import { no, ok } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';

/**
 * Where BigCommerce's reference is silent, says two things or is only our reading, each can be had. `practice-store
 * --rule name=value` sets one; `usualRules` has what holds otherwise.
 */
export interface PracticeRules {
  /**
   * When giving an image a new `sort_order` moves up the images that have the same or a greater one. The reference says
   * it happens "if the image is given a lower priority" (a greater number) and no more.
   */
  renumbering: 'never' | 'when-raised' | 'when-lowered' | 'always';
  /** The `sort_order` of an image that was sent without one. */
  orderUnlessTold: 'last' | 'zero';
  /** Whether a product's first image becomes its thumbnail without asking. */
  firstThumbnail: 'first-image' | 'on-request';
  /** What becomes the thumbnail when the thumbnail is deleted. */
  nextThumbnail: 'first-image' | 'none';
  /** What a stored name has where the file's name had spaces. Recorded names have no spaces, and no case shows what went before. */
  spacesInNames: 'dropped' | 'underscore';
  /** Of V3, for a file over 8 MB. */
  tooLargeStatus: 413 | 422;
  /** Of V3, for the images of a product that has none; the reference lists both. */
  emptyListStatus: 200 | 204;
  /** Of V2, likewise; V2 answers 204 to other empty lists. */
  emptyListStatusV2: 200 | 204;
  /** Of V3, for deleting an image that isn't there; the reference knows 204 only. */
  deleteMissingStatus: 204 | 404;
  /** Of V3, for a field that images don't have; one that only the store sets is passed over in a PUT. */
  unknownFields: 'refused' | 'ignored';
  /** Whether a PUT with `image_url` (V3) or `image_file` (V2) puts another picture in an image's place. */
  replacingByPut: 'done' | 'refused';
  /** What V2's DELETE of all images of a product takes: as many as its `page` and `limit` name, or all. */
  deleteAllTakes: 'page' | 'all';
  /** Largest file for a variant's image; the reference says 1 MB in one place and 8 MB in another. */
  variantImageBytes: '1mb' | '8mb';
  /** For a path that ends with a slash; 403 was seen in 2017. */
  trailingSlashStatus: 403 | 404;
  /** What a WebDAV challenge offers, the better first. */
  digest: 'sha-256-and-md5' | 'sha-256' | 'md5';
  /** Of WebDAV, for a file over 512 MB. */
  webdavTooLargeStatus: 413 | 507;
  /** What the token may do: everything, nothing but read, or everything but V2's images. */
  scope: 'modify' | 'read-only' | 'without-v2-images';
  /** POSTs at the same time, seen with some stores; one more is answered 429, with the quota's headers or without. */
  postsAtOnce: 'any' | '3' | '3-without-headers';
  /** From where the store fetches an `image_url`: this machine alone, or wherever it leads. */
  fetchFrom: 'loopback' | 'anywhere';
  /** A part of file names that a firewall in front of the store refuses with a page and 403, told by users; empty: there is none. */
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

/** Every value that a rule may have; `firewall` takes any text. */
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

/** Reads rules as the command line has them: `renumbering=never`. A mistake is a sentence that says what would be right. */
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
