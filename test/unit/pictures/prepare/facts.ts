import type { PictureFacts } from '../../../../electron/pictures/picture-facts.ts';

/** A small upright sRGB JPEG with nothing to prepare; `over` changes it. */
export function pictureFacts(over: Partial<PictureFacts> = {}): PictureFacts {
  return {
    type: 'jpeg',
    width: 1200,
    height: 800,
    bytes: 300_000,
    orientation: 1,
    colour: 'srgb',
    profile: null,
    bitsPerChannel: 8,
    hasAlpha: false,
    frames: 1,
    hasPrivateMetadata: false,
    capturedAt: null,
    ...over,
  };
}
