import { spaceNames, type ColourNumbers, type SpaceName } from '../picture-facts.ts';
import { srgbCurve } from './icc.ts';

/**
 * For each set of primaries: x and y of red, green and blue in CIE 1931; its code; and red, green and blue in XYZ
 * adapted to D50, as profiles have them. Sources: ITU-T H.273, tables 2 and 3; PNG specification, third edition,
 * sections 11.3.2.1, 11.3.2.2 and 11.3.2.6.
 */
const spaces = {
  sRGB: {
    code: 1,
    xy: [0.64, 0.33, 0.3, 0.6, 0.15, 0.06],
    xyz: [0.43607, 0.22249, 0.01392, 0.38515, 0.71687, 0.09708, 0.14307, 0.06061, 0.7141],
  },
  'Display P3': {
    code: 12,
    xy: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06],
    xyz: [0.51512, 0.2412, -0.00105, 0.29198, 0.69225, 0.04189, 0.1571, 0.06657, 0.78407],
  },
  'Rec. 2020': {
    code: 9,
    xy: [0.708, 0.292, 0.17, 0.797, 0.131, 0.046],
    xyz: [0.67346, 0.27904, -0.00193, 0.16564, 0.67534, 0.02998, 0.12511, 0.04561, 0.79686],
  },
  'Adobe RGB (1998)': {
    code: null,
    xy: [0.64, 0.33, 0.21, 0.71, 0.15, 0.06],
    xyz: [0.60974, 0.31111, 0.01947, 0.20528, 0.62567, 0.06087, 0.14919, 0.06322, 0.74457],
  },
} as const satisfies Record<
  SpaceName,
  { code: number | null; xy: readonly number[]; xyz: readonly number[] }
>;

/** Transfer curves by their codes. All others are shown as sRGB. */
const gammas: Readonly<Record<number, number | undefined>> = { 4: 2.2, 5: 2.8, 8: 1 };
/** PQ and HLG, for screens that are brighter than a page. */
const hdrCodes: ReadonlySet<number> = new Set([16, 18]);
const xyTolerance = 0.005;
/** Programs also write sRGB's gamma for its curve. Source: PNG specification, section 11.3.2.5. */
const srgbGamma = 1 / 0.45455;
const gammaTolerance = 0.05;

export function isHdr(transfer: number): boolean {
  return hdrCodes.has(transfer);
}

/** Null if it looks the same as sRGB. */
export function coloursByCodes(primaries: number, transfer: number): ColourNumbers | null {
  const space = spaceNames.find((name) => spaces[name].code === primaries) ?? 'sRGB';
  return unlessSrgb({ space, gamma: gammas[transfer] ?? null });
}

/**
 * `primaries`: x and y of red, green and blue. `fileGamma`: the exponent by which light was encoded. Null if the result
 * looks the same as sRGB.
 */
export function coloursByNumbers(primaries: readonly number[], fileGamma: number): ColourNumbers | null {
  const gamma = 1 / fileGamma;
  if (!(gamma >= 0.5 && gamma <= 4)) return null;
  const isClose = (name: SpaceName): boolean =>
    spaces[name].xy.every((value, index) => Math.abs(value - (primaries[index] ?? 0)) <= xyTolerance);
  const space = spaceNames.find(isClose) ?? 'sRGB';
  return unlessSrgb({ space, gamma: Math.abs(gamma - srgbGamma) <= gammaTolerance ? null : gamma });
}

function unlessSrgb(colours: ColourNumbers): ColourNumbers | null {
  return colours.space === 'sRGB' && colours.gamma === null ? null : colours;
}

const curvePoints = 1024;
const d50 = [0.9642, 1, 0.8249];
const [signatureAt, tagsAt] = [36, 128];

export function profileOf({ space, gamma }: ColourNumbers, isGrey: boolean): Buffer {
  const name = gamma === null ? space : `${space}, gamma ${Number(gamma.toFixed(2))}`;
  return profileBy(name, space, gamma === null ? srgbCurve : (value) => value ** gamma, isGrey);
}

/** A profile of version 2. `light`: the light of a value, both from 0 to 1. Source: ICC.1:2001-04, section 6. */
export function profileBy(
  name: string,
  space: ColourNumbers['space'],
  light: (value: number) => number,
  isGrey: boolean,
): Buffer {
  const points = Array.from({ length: curvePoints }, (_, point) => point / (curvePoints - 1));
  const curve = curveOf(points.map(light));
  const { xyz } = spaces[space];
  const tags: (readonly [string, Buffer])[] = [
    ['desc', described(name)],
    ['wtpt', xyzOf(d50)],
    ...(isGrey
      ? ([['kTRC', curve]] as const)
      : (['r', 'g', 'b'] as const).flatMap(
          (colour, index) =>
            [
              [`${colour}XYZ`, xyzOf(xyz.slice(index * 3, index * 3 + 3))],
              [`${colour}TRC`, curve],
            ] as const,
        )),
  ];
  const head = Buffer.alloc(tagsAt + 4 + tags.length * 12);
  head.writeUInt32BE(0x0210_0000, 8);
  head.write(`mntr${isGrey ? 'GRAY' : 'RGB '}XYZ `, 12, 'latin1');
  head.write('acsp', signatureAt, 'latin1');
  xyzOf(d50).copy(head, 68, 8);
  head.writeUInt32BE(tags.length, tagsAt);
  let at = head.length;
  tags.forEach(([id, body], index) => {
    const entry = tagsAt + 4 + index * 12;
    head.write(id, entry, 'latin1');
    head.writeUInt32BE(at, entry + 4);
    head.writeUInt32BE(body.length, entry + 8);
    at += body.length;
  });
  head.writeUInt32BE(at, 0);
  return Buffer.concat([head, ...tags.map(([, body]) => body)]);
}

function curveOf(values: readonly number[]): Buffer {
  const body = Buffer.alloc(12 + values.length * 2);
  body.write('curv', 'latin1');
  body.writeUInt32BE(values.length, 8);
  values.forEach((value, index) => body.writeUInt16BE(Math.round(value * 65_535), 12 + index * 2));
  return body;
}

function xyzOf(values: readonly number[]): Buffer {
  const body = Buffer.alloc(20);
  body.write('XYZ ', 'latin1');
  values.forEach((value, index) => body.writeInt32BE(Math.round(value * 65_536), 8 + index * 4));
  return body;
}

/** After the text, there are empty texts for other scripts. */
function described(text: string): Buffer {
  const body = Buffer.alloc(Math.ceil((12 + text.length + 1 + 78) / 4) * 4);
  body.write('desc', 'latin1');
  body.writeUInt32BE(text.length + 1, 8);
  body.write(text, 12, 'latin1');
  return body;
}
