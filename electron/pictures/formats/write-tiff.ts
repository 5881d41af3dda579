/** Decoded pixels: rows from the top; red, green, blue and, with four channels, alpha. One or two channels are grey. */
export interface Pixels {
  width: number;
  height: number;
  channels: number;
  /** Whether the four channels are inks. */
  isCmyk?: boolean;
  /** One or two bytes per channel, two in the byte order of this computer. */
  data: Uint8Array | Uint16Array;
}

type Tag = [id: number, type: typeof short | typeof long | typeof bytesType, values: number[]];

const short = 3;
const long = 4;
const bytesType = 7;
/** After the header of eight bytes: the bits of up to four channels, which are too many for the tag itself. */
const bitsAt = 8;
const profileAt = 16;

/**
 * A TIFF of raw pixels with their colour profile: the only way to give sharp a profile for raw pixels. Little-endian,
 * like every computer that Packshot runs on. Source: TIFF 6.0, sections 2 and 18; ICC.1, annex B.3.
 */
export function tiffOf(
  { width, height, channels, isCmyk = false, data }: Pixels,
  profile: Uint8Array | null,
): Buffer {
  const bits = data.BYTES_PER_ELEMENT * 8;
  const hasAlpha = !isCmyk && (channels === 2 || channels === 4);
  const isGrey = channels < 3;
  const tags: Tag[] = [
    [256, long, [width]],
    [257, long, [height]],
    [258, short, [channels > 2 ? bitsAt : bits * (channels === 2 ? 65_537 : 1)]], // two shorts fit the tag
    [259, short, [1]], // not compressed
    [262, short, [isCmyk ? 5 : isGrey ? 1 : 2]], // CMYK, grey from black on, or RGB
    [273, long, [0]], // where the pixels are; known below
    [277, short, [channels]],
    [278, long, [height]],
    [279, long, [data.byteLength]],
    ...(hasAlpha ? ([[338, short, [2]]] satisfies Tag[]) : []), // alpha that is not multiplied in
    ...(profile === null ? [] : ([[34675, bytesType, [profileAt]]] satisfies Tag[])),
  ];
  const profileBytes = profile?.length ?? 0;
  const tagsAt = profileAt + profileBytes + (profileBytes % 2);
  const pixelsAt = tagsAt + 2 + tags.length * 12 + 4;
  const head = Buffer.alloc(pixelsAt);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(tagsAt, 4);
  for (let channel = 0; channel < channels; channel += 1) head.writeUInt16LE(bits, bitsAt + channel * 2);
  if (profile !== null) head.set(profile, profileAt);
  head.writeUInt16LE(tags.length, tagsAt);
  tags.forEach(([id, type, [value = 0]], index) => {
    const at = tagsAt + 2 + index * 12;
    const count = id === 258 ? channels : id === 34675 ? profileBytes : 1;
    head.writeUInt16LE(id, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    head.writeUInt32LE(id === 273 ? pixelsAt : value, at + 8);
  });
  return Buffer.concat([head, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)]);
}
