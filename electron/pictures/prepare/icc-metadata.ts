import { iccTags, type IccTag } from '../formats/icc.ts';

/**
 * The tags that a profile needs for its colours, and its name. The others are the screen's make and serial number,
 * its owner, its calibration and notes of programs: `mmod`, `meta`, `vcgt`, `targ` and many more. Sources:
 * ICC.1:2022, section 9.2; for `aarg` and the like, which are curves, Apple's ColorSync.
 */
const needed =
  /^(?:[ABD]2[ABD]\d|[rgb](?:XYZ|TRC)|kTRC|aa[rgb]g|[wb]kpt|wtpt|chad|chrm|cicp|gamt|lumi|meas|ncl2|tech|view|vued|desc|cprt)$/;
/** Values about the device. Those of a standard are none: the maker in the most used profile of sRGB is the IEC. */
const ofDevice: ReadonlySet<string> = new Set(['dmnd', 'dmdd']);
const standardsMaker = 'IEC ';
/**
 * Only the profile of one screen has its calibration or its make. Such a profile is called by the screen's name, often
 * with that of its owner and the day of calibration, which is the day in its head too.
 */
const ofOneScreen: ReadonlySet<string> = new Set(['vcgt', 'mmod', 'ndin']);
const [madeAt, makerAndModel, profileId] = [
  [24, 36],
  [48, 56],
  [84, 100],
] as const;
const [headBytes, entryBytes] = [132, 12];

/**
 * A profile of the same length and colours with these tags only: all else is zeros. The profile itself if it has no
 * more; null if it is no profile.
 */
export function iccWithoutMetadata(profile: Uint8Array): Uint8Array | null {
  const tags = iccTags(profile);
  if (tags === null) return null;
  const maker = String.fromCharCode(...profile.subarray(makerAndModel[0], makerAndModel[0] + 4));
  const isStandard = maker === standardsMaker;
  const stays = tags.filter(({ name }) => needed.test(name) || (isStandard && ofDevice.has(name)));
  const plain = Buffer.alloc(profile.length);
  plain.set(profile.subarray(0, headBytes));
  plain.writeUInt32BE(stays.length, headBytes - 4);
  stays.forEach(({ entryAt, at, size }, index) => {
    plain.set(profile.subarray(entryAt, entryAt + entryBytes), headBytes + index * entryBytes);
    plain.set(profile.subarray(at, at + size), at);
  });
  if (plain.equals(profile)) return profile;
  // The id is a checksum of all bytes.
  plain.fill(0, ...profileId);
  if (isStandard) return plain;
  plain.fill(0, ...makerAndModel);
  if (!tags.some(({ name }) => ofOneScreen.has(name))) return plain;
  plain.fill(0, ...madeAt);
  for (const tag of stays) if (tag.name === 'desc') clearName(plain, tag);
  return plain;
}

/** A name is asked for by the format: it stays, without a letter. Sources: ICC.1:2001-04, 6.5.17; ICC.1:2022, 10.15. */
function clearName(profile: Buffer, { at, size }: IccTag): void {
  const isInLanguages = profile.toString('latin1', at, at + 4) === 'mluc';
  const languages = isInLanguages && size >= 12 ? profile.readUInt32BE(at + 8) : 0;
  profile.fill(0, at + Math.min(size, isInLanguages ? 16 + languages * 12 : 8), at + size);
  // The closing zero is counted.
  if (!isInLanguages && size >= 12) profile.writeUInt32BE(1, at + 8);
}
