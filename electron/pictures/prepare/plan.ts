import { acceptedTypes, limits, type AcceptedType } from '../../../shared/limits.ts';
import { assertNever, no, ok, type Outcome } from '../../../shared/outcome.ts';
import type {
  PrepareChoice,
  PreparedType,
  PrepareSettings,
  RightsSettings,
} from '../../../shared/prepare.ts';
import type { PhotoRecipe } from '../../../shared/recipe.ts';
import type { PictureFacts, PictureType } from '../picture-facts.ts';
import { gifTooWide, tooLarge, tooManyFrames } from '../picture-messages.ts';
import type { MetadataType } from './metadata.ts';
import type { Change, Framing, PreparePlan, Preparing, CopyRecipe } from './copy-recipe.ts';

export type { Change, PreparePlan, Preparing, CopyRecipe } from './copy-recipe.ts';

/**
 * Decides how a picture is prepared before it is sent. Refuses, with a reason, only a picture that would lose its
 * movement: an animation over a limit. Needs only the facts, so that the review can show it before anything is done.
 * `photoRecipe`: the user's recipe, for a photo that is not sent as it is. Animations have no recipe.
 */
export function planPreparing(
  facts: PictureFacts,
  general: PrepareSettings,
  choice: PrepareChoice = 'prepared',
  photoRecipe: PhotoRecipe | null = null,
): Outcome<PreparePlan> {
  const by = choice === 'prepared' ? photoRecipe : null;
  const settings = settingsBy(by, general);
  const wanted = choice === 'prepared';
  const strip = wanted && settings.removePrivate && facts.hasPrivateMetadata;
  const rights = rightsIn(settings);
  if (isAnimation(facts)) return planForAnimation(facts, strip, settings);

  const must = !isAccepted(facts.type) || facts.bytes > limits.imageBytes || isGifTooWide(facts);
  if (!must && !wanted) return ok({ type: 'as-is' });

  const to = preparedTypeBy(by, facts);
  const changes = changesOf(facts, settings, must, by, to);
  if (changes.length === 0) {
    const { type } = facts;
    if (wanted && !settings.removePrivate && setsRights(settings, type))
      return ok(writingRights(type, settings));
    const isChanged = strip || (wanted && setsRights(settings, type));
    return ok(
      isChanged && holdsMetadata(facts.type)
        ? removingMetadata(facts.type, strip, settings)
        : { type: 'as-is' },
    );
  }
  const isPrivate = settings.removePrivate && facts.hasPrivateMetadata;
  return ok({
    type: 'prepare',
    must,
    changes: [
      ...changes,
      ...(isPrivate ? [{ type: 'strip-private' } as const] : []),
      ...(setsRights(settings, to) ? [{ type: 'write-rights' } as const] : []),
    ],
    recipe: {
      type: 'drawing',
      to,
      longestEdge: settings.longestEdge,
      keepMetadata: !settings.removePrivate,
      ...rights,
      ...drawnBy(by, to),
    },
  });
}

/** The user's settings, with those of the recipe over them. */
function settingsBy(recipe: PhotoRecipe | null, { rights, ...settings }: PrepareSettings): PrepareSettings {
  // The rights in the settings are for pictures whose private data is removed.
  const usual = settings.removePrivate ? rights : undefined;
  const { keep = false, creator = '' } = usual ?? {};
  const copyright = recipe?.copyright ?? '';
  const wanted = copyright === '' ? usual : { keep, creator, copyright };
  return {
    ...settings,
    longestEdge: recipe?.longestEdge ?? settings.longestEdge,
    ...(wanted === undefined ? {} : { rights: wanted }),
  };
}

/** What a recipe adds to a drawing; nothing for a recipe that leaves the pixels and the size of the file alone. */
function drawnBy(
  recipe: PhotoRecipe | null,
  to: PreparedType,
): { framing?: Framing; quality?: number; wantedBytes?: number } {
  if (recipe === null) return {};
  const { trim, shape, sharpen, target } = recipe;
  const isFramed = trim || shape.type !== 'as-shot' || sharpen === 'screen';
  const isLossy = to !== 'png';
  return {
    ...(isFramed ? { framing: { trim, shape, sharpen: sharpen === 'screen' } } : {}),
    ...(isLossy && target.type === 'quality' ? { quality: target.quality } : {}),
    ...(isLossy && target.type === 'bytes' ? { wantedBytes: Math.min(target.bytes, limits.imageBytes) } : {}),
  };
}

function preparedTypeBy(recipe: PhotoRecipe | null, facts: PictureFacts): PreparedType {
  return recipe === null || recipe.format === 'as-is' ? preparedType(facts) : recipe.format;
}

/** Steps that only the recipe asks for. */
function recipeChanges(recipe: PhotoRecipe | null, facts: PictureFacts, to: PreparedType): Change[] {
  if (recipe === null) return [];
  const { shape, sharpen } = recipe;
  const { framing, quality, wantedBytes } = drawnBy(recipe, to);
  const isScaled = Math.max(facts.width, facts.height) > (recipe.longestEdge ?? Infinity);
  return [
    ...(framing?.trim ? [{ type: 'trim' } as const] : []),
    ...(shape.type === 'padding' ? [{ type: 'pad', ratio: shape.ratio } as const] : []),
    ...(shape.type === 'crop' ? [{ type: 'crop', ratio: shape.ratio } as const] : []),
    ...(sharpen === 'screen' && isScaled ? [{ type: 'sharpen' } as const] : []),
    ...(quality === undefined ? [] : [{ type: 'save-at', quality } as const]),
    ...(wantedBytes === undefined || facts.bytes <= wantedBytes
      ? []
      : [{ type: 'save-within', bytes: wantedBytes } as const]),
  ];
}

/** Copyright and creator of a recipe. */
function rightsIn({ rights }: PrepareSettings): { rights?: RightsSettings } {
  const hasRights = rights !== undefined && (rights.keep || rights.copyright !== '' || rights.creator !== '');
  return hasRights ? { rights } : {};
}

type SignedType = Extract<CopyRecipe, { type: 'writing-rights' }>['to'];

/** Whether every picture gets the user's own copyright or creator. A GIF, BMP, WBMP or XBM has no place for it. */
function setsRights(settings: PrepareSettings, type: PictureType): type is SignedType {
  const { rights } = rightsIn(settings);
  const hasPlace = type === 'jpeg' || type === 'png' || type === 'webp';
  return hasPlace && rights !== undefined && (rights.copyright !== '' || rights.creator !== '');
}

/** Whether a variant can take the picture as it is. Packshot's copies for a gallery may be larger, or WebP. */
export function fitsVariant({ type, bytes }: { type: PictureType; bytes: number }): boolean {
  const { types, imageBytes } = limits.variant;
  return bytes <= imageBytes && (types as readonly PictureType[]).includes(type);
}

/**
 * How a copy is made for a variant, which takes less than a gallery does: only the first frame of an animation. It is
 * made from the original, whatever is sent to the gallery.
 */
export function planForVariant(
  facts: PictureFacts,
  general: PrepareSettings,
  photoRecipe: PhotoRecipe | null = null,
): Preparing {
  const { type, bytes } = facts;
  const settings = settingsBy(photoRecipe, general);
  const usual = facts.hasAlpha || type === 'wbmp' || type === 'xbm' ? 'png' : 'jpeg';
  const format = photoRecipe?.format;
  const to = format === 'jpeg' || format === 'png' ? format : usual;
  return {
    type: 'prepare',
    must: true,
    changes: [{ type: 'fit-bytes', bytes, max: limits.variant.imageBytes }],
    recipe: {
      type: 'drawing',
      to,
      longestEdge: settings.longestEdge,
      keepMetadata: !settings.removePrivate,
      ...drawnBy(photoRecipe, to),
      limit: limits.variant.imageBytes,
      ...rightsIn(settings),
    },
  };
}

/** Reasons to draw the picture again; `must` as in `Preparing`. */
function changesOf(
  facts: PictureFacts,
  settings: PrepareSettings,
  must: boolean,
  recipe: PhotoRecipe | null,
  to: PreparedType,
): Change[] {
  const { type, width, height, bytes, colour, profile, bitsPerChannel, frames } = facts;
  const changes: Change[] = [];
  const edge = Math.max(width, height);
  if (bytes > limits.imageBytes && isAccepted(type)) {
    changes.push({ type: 'fit-bytes', bytes, max: limits.imageBytes });
  }
  if (settings.longestEdge !== null && edge > settings.longestEdge) {
    changes.push({ type: 'fit-edge', from: edge, to: settings.longestEdge });
  }
  if (colour === 'cmyk' || colour === 'lab') changes.push({ type: 'to-srgb', from: colour, profile });
  if (colour === 'wide' || colour === 'profiled-grey') {
    changes.push({ type: 'to-srgb', from: 'wide', profile });
  }
  if (bitsPerChannel > 8) changes.push({ type: 'to-8-bit', from: bitsPerChannel });
  if (turnsBy(facts) !== 1) changes.push({ type: 'upright', orientation: facts.orientation });
  changes.push(...recipeChanges(recipe, facts, to));
  const isConverted = recipe !== null && recipe.format !== 'as-is' && recipe.format !== type;
  if (changes.length === 0 && !must && !isSeldomTaken(type) && !isConverted) return [];
  const converted: Change[] = to === type ? [] : [{ type: 'convert', from: type, to }];
  const first: Change[] = frames > 1 ? [{ type: 'first-frame', of: frames }] : [];
  return [...converted, ...first, ...changes];
}

/**
 * The EXIF orientation by which a picture must be turned; 1 for none. HEIC and AVIF store it outside of EXIF, and
 * their decoders apply that. Turning by EXIF, too, would turn them twice. Source: ISO/IEC 23008-12, `irot` and
 * `imir`.
 */
function turnsBy({ type, orientation }: PictureFacts): number {
  return type === 'heic' || type === 'avif' ? 1 : orientation;
}

/**
 * The type that a picture becomes: its own type if that is of use, PNG if it has transparent parts or few colours,
 * else JPEG.
 */
function preparedType({ type, hasAlpha, bytes, paletteColours }: PictureFacts): PreparedType {
  const isSmall = bytes <= limits.imageBytes;
  switch (type) {
    case 'jpeg':
    case 'webp':
      return type;
    case 'tiff':
    case 'heic':
    case 'avif':
      return hasAlpha || (paletteColours !== undefined && isSmall) ? 'png' : 'jpeg';
    case 'png':
    case 'gif':
    case 'bmp':
    case 'wbmp':
    case 'xbm':
      return hasAlpha || isSmall ? 'png' : 'jpeg';
    default:
      return assertNever(type);
  }
}

/** BigCommerce documents these, but users report that stores refuse them. A PNG has the very same pixels. */
function isSeldomTaken(type: PictureType): boolean {
  return type === 'bmp' || type === 'wbmp' || type === 'xbm';
}

function planForAnimation(
  facts: PictureFacts & { type: 'gif' | 'webp' | 'png' },
  strip: boolean,
  settings: PrepareSettings,
): Outcome<PreparePlan> {
  const { type, bytes, frames, width, height } = facts;
  if (type === 'gif' && frames > limits.gif.frames) return no(tooManyFrames(frames));
  if (isGifTooWide(facts)) return no(gifTooWide(width, height));
  if (bytes > limits.imageBytes) return no(tooLarge(bytes));
  return ok(strip ? removingMetadata(type, strip, settings) : { type: 'as-is' });
}

function removingMetadata(type: MetadataType, strip: boolean, settings: PrepareSettings): Preparing {
  return {
    type: 'prepare',
    must: false,
    changes: [
      ...(strip ? [{ type: 'strip-private' } as const] : []),
      ...(setsRights(settings, type) ? [{ type: 'write-rights' } as const] : []),
    ],
    recipe: { type: 'removing-metadata', to: type, ...rightsIn(settings) },
  };
}

function writingRights(type: SignedType, { rights }: PrepareSettings): Preparing {
  return {
    type: 'prepare',
    must: false,
    changes: [{ type: 'write-rights' }],
    recipe: {
      type: 'writing-rights',
      to: type,
      rights: rights ?? { keep: false, copyright: '', creator: '' },
    },
  };
}

function isAnimation(facts: PictureFacts): facts is PictureFacts & { type: 'gif' | 'webp' | 'png' } {
  const { frames, type } = facts;
  return frames > 1 && (type === 'gif' || type === 'webp' || type === 'png');
}

function isGifTooWide({ type, width, height }: PictureFacts): boolean {
  return type === 'gif' && (width > limits.gif.width || height > limits.gif.height);
}

function holdsMetadata(type: PictureType): type is MetadataType {
  return type === 'jpeg' || type === 'png' || type === 'webp' || type === 'gif';
}

function isAccepted(type: PictureType): type is AcceptedType {
  return (acceptedTypes as readonly PictureType[]).includes(type);
}
