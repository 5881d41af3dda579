import { typeFacts, type AcceptedType } from '../../../shared/limits.ts';
import { assertNever } from '../../../shared/outcome.ts';
import type { PictureFacts, PictureType } from '../picture-facts.ts';
import type { Change, PreparePlan } from './recipe.ts';

const preparableNames = { tiff: 'TIFF', heic: 'HEIC', avif: 'AVIF' } as const;
const privateDetails = 'private details, such as where it was taken';

interface PreparedFacts {
  type: AcceptedType;
  width: number;
  height: number;
  bytes: number;
}

/** The sentence under a photo in the review: what Packshot will do to it before it is sent. */
export function sentenceOf(facts: PictureFacts, plan: PreparePlan): string {
  if (plan.type === 'as-is') return 'This is sent as it is.';
  if (plan.recipe.by === 'removing-metadata') {
    const deeds = plan.changes.filter(isDeed).map(deed);
    return `Packshot will ${list(deeds)}; the picture itself stays as it is.`;
  }
  const convert = plan.changes.find((change) => change.type === 'convert');
  const deeds = plan.changes.filter(isDeed).map(deed);
  const size = inBytes(facts.bytes);
  const what = `This is ${article(size)} ${size} ${nameOf(facts.type)}`;
  if (convert !== undefined) {
    const made = `${what}; Packshot will make a ${nameOf(convert.to)} of ${wholeOf(facts)}`;
    return deeds.length === 0 ? `${made}.` : `${made}: it will ${list(deeds)}.`;
  }
  if (plan.changes.some((change) => change.type === 'fit-bytes')) {
    const smaller = `${what}; Packshot will make it fit BigCommerce’s 8 MB`;
    return deeds.length === 0 ? `${smaller}.` : `${smaller}: it will ${list(deeds)}.`;
  }
  return `Packshot will ${list(deeds)}.`;
}

/** What came of it, such as "JPEG, 2,560 × 1,707, 1.1 MB, made from a 61 MB TIFF." */
export function preparedSentence(facts: PictureFacts, prepared: PreparedFacts): string {
  const { type, width, height, bytes } = prepared;
  const size = inBytes(facts.bytes);
  const is = `${nameOf(type)}, ${width.toLocaleString('en')} × ${height.toLocaleString('en')}, ${inBytes(bytes)}`;
  return `${is}, made from ${article(size)} ${size} ${nameOf(facts.type)}.`;
}

function wholeOf({ frames, type }: PictureFacts): string {
  if (frames <= 1) return 'it';
  return type === 'tiff' ? `the first of its ${frames.toLocaleString('en')} pages` : 'its main picture';
}

type Deed = Exclude<Change, { type: 'convert' | 'first-frame' | 'fit-bytes' }>;

function isDeed(change: Change): change is Deed {
  return change.type !== 'convert' && change.type !== 'first-frame' && change.type !== 'fit-bytes';
}

function deed(change: Deed): string {
  switch (change.type) {
    case 'fit-edge':
      return `scale it down to ${change.to.toLocaleString('en')} pixels`;
    case 'to-srgb':
      return `turn its colours from ${coloursOf(change)} into sRGB, which every screen shows alike`;
    case 'to-8-bit':
      return `bring it from ${change.from} to 8 bits a colour`;
    case 'upright':
      return 'turn it upright';
    case 'strip-private':
      return `remove ${privateDetails}`;
    case 'write-rights':
      return 'write your copyright and creator into it';
    default:
      return assertNever(change);
  }
}

function coloursOf({ from, profile }: Extract<Change, { type: 'to-srgb' }>): string {
  if (profile !== null) return profile;
  return { wide: 'a wide colour range', cmyk: 'print colours (CMYK)', lab: 'Lab' }[from];
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function nameOf(type: PictureType): string {
  return type === 'tiff' || type === 'heic' || type === 'avif' ? preparableNames[type] : typeFacts[type].name;
}

/** Rounded up, so that one byte over a limit never reads as the limit itself. */
function inBytes(bytes: number): string {
  const kilobytes = bytes / 1024;
  if (kilobytes < 1000) return `${Math.ceil(kilobytes)} KB`;
  const megabytes = kilobytes / 1024;
  const rounded = megabytes < 10 ? Math.ceil(megabytes * 10) / 10 : Math.ceil(megabytes);
  return `${rounded.toLocaleString('en')} MB`;
}

/** As the number is spoken: an eight, an eleven, an eighteen, an eighty. */
function article(number: string): string {
  return /^(?:8|1[18](?![\d,]))/.test(number) ? 'an' : 'a';
}
