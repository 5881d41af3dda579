import { typeFacts, type AcceptedType } from '../../../shared/limits.ts';
import { text } from '../../../shared/messages/text.ts';
import { assertNever } from '../../../shared/outcome.ts';
import { lowestQuality } from '../../../shared/recipe-key.ts';
import type { PictureFacts, PictureType } from '../picture-facts.ts';
import type { Change, PreparePlan } from './copy-recipe.ts';

const preparableNames = { tiff: 'TIFF', heic: 'HEIC', avif: 'AVIF' } as const;
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

interface PreparedFacts {
  type: AcceptedType;
  width: number;
  height: number;
  bytes: number;
}

/** The sentence under a photo in the review: what Packshot will do to it before it is sent. */
export function sentenceOf(facts: PictureFacts, plan: PreparePlan): string {
  if (plan.type === 'as-is') return text('preparing.unchanged');
  const steps = list.format(inOrder(plan.changes).flatMap((change) => stepOf(change, facts) ?? []));
  if (plan.recipe.type !== 'drawing') return text('preparing.dataOnly', { steps });
  return plan.changes.some(({ type }) => type === 'convert' || type === 'fit-bytes')
    ? text('preparing.willDoToFile', { size: inBytes(facts.bytes), type: nameOf(facts.type), steps })
    : text('preparing.willDo', { steps });
}

/** The result, such as "JPEG, 2,560 × 1,707, 1.1 MB. Original: TIFF, 61 MB." */
export function preparedSentence(facts: PictureFacts, prepared: PreparedFacts, plan: PreparePlan): string {
  const { type, width, height, bytes } = prepared;
  const wanted = wantedBytesOf(plan);
  const made = text('preparing.made', {
    type: nameOf(type),
    width,
    height,
    size: inBytes(bytes),
    originalType: nameOf(facts.type),
    originalSize: inBytes(facts.bytes),
  });
  if (wanted === null || bytes <= wanted) return made;
  const kilobytes = Math.round(wanted / 1000);
  return `${made} ${text('preparing.notWithin', { kilobytes, lowest: lowestQuality })}`;
}

/** The wanted size in bytes; null for none. */
function wantedBytesOf(plan: PreparePlan): number | null {
  return plan.type === 'prepare' && plan.recipe.type === 'drawing' ? (plan.recipe.wantedBytes ?? null) : null;
}

/** The type and the size of the file first. */
function inOrder(changes: readonly Change[]): readonly Change[] {
  const isFirst = ({ type }: Change): boolean => type === 'convert' || type === 'fit-bytes';
  return [...changes.filter(isFirst), ...changes.filter((change) => !isFirst(change))];
}

/** Null if another step says it, too. */
function stepOf(change: Change, { frames, type }: PictureFacts): string | null {
  switch (change.type) {
    case 'convert': {
      const to = { type: nameOf(change.to) };
      if (frames <= 1) return text('preparing.do.convert', to);
      return type === 'tiff'
        ? text('preparing.do.convertPage', { pages: frames, ...to })
        : text('preparing.do.convertMain', to);
    }
    case 'first-frame':
      return null;
    case 'fit-bytes':
      return text('preparing.do.fitBytes', { most: change.max / 1024 / 1024 });
    case 'fit-edge':
      return text('preparing.do.fitEdge', { pixels: change.to });
    case 'to-srgb':
      return text('preparing.do.toSrgb', {
        colours: change.profile ?? text(`preparing.colours.${change.from}`),
      });
    case 'to-8-bit':
      return text('preparing.do.to8Bit', { bits: change.from });
    case 'upright':
      return text('preparing.do.upright');
    case 'trim':
      return text('preparing.do.trim');
    case 'pad':
    case 'crop': {
      const { width, height } = change.ratio;
      return text(`preparing.do.${change.type}`, { width, height, square: width === height ? 'yes' : 'no' });
    }
    case 'sharpen':
      return text('preparing.do.sharpen');
    case 'save-at':
      return text('preparing.do.saveAt', { quality: change.quality });
    case 'save-within':
      return text('preparing.do.saveWithin', {
        kilobytes: Math.round(change.bytes / 1000),
        lowest: lowestQuality,
      });
    case 'strip-private':
      return text('preparing.do.stripPrivate');
    case 'write-rights':
      return text('preparing.do.writeRights');
    default:
      return assertNever(change);
  }
}

function nameOf(type: PictureType): string {
  return type === 'tiff' || type === 'heic' || type === 'avif' ? preparableNames[type] : typeFacts[type].name;
}

/** Rounded up, so that one byte over a limit never reads as the limit itself. */
function inBytes(bytes: number): string {
  const kilobytes = bytes / 1024;
  if (kilobytes < 1000) return text('preparing.kilobytes', { kilobytes: Math.ceil(kilobytes) });
  const megabytes = kilobytes / 1024;
  const rounded = megabytes < 10 ? Math.ceil(megabytes * 10) / 10 : Math.ceil(megabytes);
  return text('preparing.megabytes', { megabytes: rounded.toLocaleString('en') });
}
