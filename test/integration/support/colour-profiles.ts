/**
 * Photographers' colour spaces as ICC profiles, built from their published numbers: colorants adapted to D50,
 * and a gamma.
 */
const spaces = {
  'Adobe RGB (1998)': {
    gamma: 563 / 256,
    red: [0.60974, 0.31111, 0.01947],
    green: [0.20528, 0.62567, 0.06087],
    blue: [0.14919, 0.06322, 0.74457],
  },
  'ProPhoto RGB': {
    gamma: 1.8,
    red: [0.79767, 0.28804, 0],
    green: [0.13519, 0.71188, 0],
    blue: [0.03134, 0.00009, 0.82491],
  },
} as const;

export type Space = keyof typeof spaces;

/** A profile of version 2 with a matrix and a gamma. Source: ICC.1:2001-04, section 6.3. */
export function iccProfile(space: Space): Buffer {
  const { gamma, red, green, blue } = spaces[space];
  const curve = curveOf(gamma);
  return profileOf('RGB ', space, [
    ['rXYZ', xyz(red)],
    ['gXYZ', xyz(green)],
    ['bXYZ', xyz(blue)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]);
}

/** A screen's profile as programs make it: with maker, serial number, calibration and its owner, who is `secret`. */
export function ofScreen(profile: Buffer, secret: string): Buffer {
  const text = Buffer.from(`text\0\0\0\0${secret}\0`.padEnd(64, '\0'));
  const names = ['mmod', 'meta', 'vcgt', 'dscm', 'dmnd', 'dmdd', 'targ', 'calt', 'ndin', 'CIED'];
  const tagsAt = 132;
  const count = profile.readUInt32BE(tagsAt - 4);
  const [tagsEnd, moved] = [tagsAt + count * 12, names.length * 12];
  const tags = Buffer.from(profile.subarray(tagsAt, tagsEnd));
  for (let entry = 0; entry < tags.length; entry += 12) {
    tags.writeUInt32BE(tags.readUInt32BE(entry + 4) + moved, entry + 4);
  }
  const added = names.map((name, index) => {
    const entry = Buffer.from(name.padEnd(12, '\0'));
    entry.writeUInt32BE(profile.length + moved + index * text.length, 4);
    entry.writeUInt32BE(text.length, 8);
    return entry;
  });
  const head = Buffer.from(profile.subarray(0, tagsAt));
  head.writeUInt32BE(profile.length + moved + names.length * text.length, 0);
  head.write('APPLA2C3', 48, 'latin1');
  head.fill(7, 84, 100);
  head.writeUInt32BE(count + names.length, tagsAt - 4);
  return Buffer.concat([head, ...added, tags, profile.subarray(tagsEnd), ...names.map(() => text)]);
}

/** A profile of grey tones with a gamma, as programs for photographs give to a picture without colours. */
export function greyProfile(gamma: number): Buffer {
  return profileOf('GRAY', `Grey of gamma ${gamma}`, [['kTRC', curveOf(gamma)]]);
}

function profileOf(colours: 'RGB ' | 'GRAY', name: string, own: [string, Buffer][]): Buffer {
  const tags: [string, Buffer][] = [
    ['desc', description(name)],
    ['wtpt', xyz([0.9642, 1, 0.8249])],
    ...own,
    ['cprt', Buffer.from('text\0\0\0\0none\0')],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length);
  const bodies: Buffer[] = [];
  let at = 128 + table.length;
  tags.forEach(([name, body], index) => {
    table.write(name, 4 + index * 12, 'latin1');
    table.writeUInt32BE(at, 8 + index * 12);
    table.writeUInt32BE(body.length, 12 + index * 12);
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
    bodies.push(padded);
    at += padded.length;
  });
  const head = Buffer.alloc(128);
  head.writeUInt32BE(at);
  head.writeUInt32BE(0x02400000, 8);
  head.write(`mntr${colours}XYZ `, 12, 'latin1');
  head.write('acsp', 36, 'latin1');
  xyz([0.9642, 1, 0.8249]).copy(head, 68, 8);
  return Buffer.concat([head, table, ...bodies]);
}

function xyz(values: readonly number[]): Buffer {
  const body = Buffer.alloc(20);
  body.write('XYZ ', 'latin1');
  values.forEach((value, index) => body.writeInt32BE(Math.round(value * 65536), 8 + index * 4));
  return body;
}

function curveOf(gamma: number): Buffer {
  const body = Buffer.alloc(14);
  body.write('curv', 'latin1');
  body.writeUInt32BE(1, 8);
  body.writeUInt16BE(Math.round(gamma * 256), 12);
  return body;
}

function description(text: string): Buffer {
  const body = Buffer.alloc(12 + text.length + 1 + 78);
  body.write('desc', 'latin1');
  body.writeUInt32BE(text.length + 1, 8);
  body.write(text, 12, 'latin1');
  return body;
}
