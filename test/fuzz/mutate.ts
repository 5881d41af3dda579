/** A number from 0 to 1, the same for the same seed. */
export type Random = () => number;

/** Mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Mutation = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

const upTo = (random: Random, end: number) => Math.floor(random() * end);
/** Positions in headers more often than in pixels. */
const randomIndex = (random: Random, bytes: Buffer) =>
  upTo(random, random() < 0.5 ? Math.min(bytes.length, 512) : bytes.length);
const extremes = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

/** Accidental and deliberate damage. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'cut short': (bytes, random) => bytes.subarray(0, 1 + upTo(random, bytes.length - 1)),
  'cut by a little': (bytes, random) => bytes.subarray(0, Math.max(1, bytes.length - 1 - upTo(random, 32))),
  'end overwritten with zeros': (bytes, random) => {
    const copy = Buffer.from(bytes);
    return copy.fill(0, upTo(random, bytes.length));
  },
  'bits flipped': (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let left = 1 + upTo(random, 8); left > 0; left -= 1) {
      const at = randomIndex(random, copy);
      copy[at] = (copy[at] ?? 0) ^ (1 << upTo(random, 8));
    }
    return copy;
  },
  'bytes replaced': (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let left = 1 + upTo(random, 24); left > 0; left -= 1)
      copy[randomIndex(random, copy)] = upTo(random, 256);
    return copy;
  },
  'a number made extreme': (bytes, random) => {
    const copy = Buffer.from(bytes);
    const value = extremes[upTo(random, extremes.length)] ?? 0;
    const size = [1, 2, 4][upTo(random, 3)] ?? 1;
    const at = Math.max(0, Math.min(randomIndex(random, copy), copy.length - size));
    if (copy.length < size) return copy;
    if (random() < 0.5) copy.writeUIntBE(value % 2 ** (size * 8), at, size);
    else copy.writeUIntLE(value % 2 ** (size * 8), at, size);
    return copy;
  },
  'a stretch missing': (bytes, random) => {
    const from = randomIndex(random, bytes);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + upTo(random, 64))]);
  },
  'a stretch twice': (bytes, random) => {
    const from = randomIndex(random, bytes);
    const end = from + 1 + upTo(random, 256);
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(from)]);
  },
  'bytes in between': (bytes, random) => {
    const at = randomIndex(random, bytes);
    const stray = Buffer.from(Array.from({ length: 1 + upTo(random, 16) }, () => upTo(random, 256)));
    return Buffer.concat([bytes.subarray(0, at), stray, bytes.subarray(at)]);
  },
  'a sector of another file': (bytes, random, other) => {
    const at = upTo(random, bytes.length);
    const copy = Buffer.from(bytes);
    other.copy(copy, at, 0, 512);
    return copy;
  },
  'the start of one, the end of another': (bytes, random, other) =>
    Buffer.concat([
      bytes.subarray(0, upTo(random, bytes.length)),
      other.subarray(upTo(random, other.length)),
    ]),
};
