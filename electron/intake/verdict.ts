import { acceptedTypes, limits, type AcceptedType } from '../../shared/limits.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import type { PictureFacts, PictureType } from './picture-facts.ts';
import { tooLarge, typeNotTaken } from './reasons.ts';

const words: Readonly<Record<Exclude<PictureType, AcceptedType>, string>> = {
  tiff: 'a TIFF picture',
  heic: 'a HEIC picture',
  avif: 'an AVIF picture',
};

/** Whether a picture can go to BigCommerce byte for byte as it is, and as what. */
export function verdictWithoutPreparing({
  type,
  bytes,
}: Pick<PictureFacts, 'type' | 'bytes'>): Outcome<AcceptedType> {
  if (!isAccepted(type)) return no(typeNotTaken(words[type]));
  return bytes > limits.imageBytes ? no(tooLarge(bytes)) : ok(type);
}

function isAccepted(type: PictureType): type is AcceptedType {
  return (acceptedTypes as readonly string[]).includes(type);
}
