/** Pixels as a decoder hands them over: rows from the top, 8 bits a channel, red, green, blue and alpha. */
interface Pixels {
  width: number;
  height: number;
  data: Uint8Array;
}

type Tag = [id: number, type: typeof short | typeof long | typeof bytesType, values: number[]];

const short = 3;
const long = 4;
const bytesType = 7;
const channels = 4;
/** After the header of eight bytes: four channels of eight bits each, as numbers too many to stand in the tag itself. */
const bitsAt = 8;
const profileAt = 16;

/**
 * A TIFF of bare pixels with their colour profile: the one way to tell sharp what raw pixels mean.
 * Source: TIFF 6.0, sections 2 and 18; ICC.1, annex B.3.
 */
export function tiffOf({ width, height, data }: Pixels, profile: Uint8Array): Buffer {
  const tags: Tag[] = [
    [256, long, [width]],
    [257, long, [height]],
    [258, short, [bitsAt]],
    [259, short, [1]], // not compressed
    [262, short, [2]], // RGB
    [273, long, [0]], // where the pixels are; known below
    [277, short, [channels]],
    [278, long, [height]],
    [279, long, [data.length]],
    [338, short, [2]], // alpha that is not multiplied in
    [34675, bytesType, [profileAt]],
  ];
  const tagsAt = profileAt + profile.length + (profile.length % 2);
  const pixelsAt = tagsAt + 2 + tags.length * 12 + 4;
  const head = Buffer.alloc(pixelsAt);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(tagsAt, 4);
  for (let channel = 0; channel < channels; channel += 1) head.writeUInt16LE(8, bitsAt + channel * 2);
  head.set(profile, profileAt);
  head.writeUInt16LE(tags.length, tagsAt);
  tags.forEach(([id, type, [value = 0]], index) => {
    const at = tagsAt + 2 + index * 12;
    const count = id === 258 ? channels : id === 34675 ? profile.length : 1;
    head.writeUInt16LE(id, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    head.writeUInt32LE(id === 273 ? pixelsAt : value, at + 8);
  });
  return Buffer.concat([head, data]);
}
