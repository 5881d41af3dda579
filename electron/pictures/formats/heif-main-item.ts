import type { ReadAt } from '../reader.ts';
import { boxAt, boxesIn, maxBoxes, maxMetaBytes, viewOf, type Box } from './heif-boxes.ts';

/** Properties of a HEIF file's main picture. */
export interface MainItem {
  /** Four characters, such as `hvc1`. For a picture made of others, the coding of the first of them. */
  coding: string;
  /** In pixels, before it is turned; 0 if unknown. */
  width: number;
  height: number;
  /** Codes of primaries and transfer; null if unknown, or if a profile gives them. */
  colours: readonly [primaries: number, transfer: number] | null;
  /** Whether its colours are premultiplied by its transparency. */
  isPremultiplied: boolean;
  /** Whether its transparency is not cropped, turned and mirrored by the same properties as its colours. */
  hasLooseAlpha: boolean;
}

/** `nclx`. */
const codes = 0x6e636c78;
/** A grid of tiles, a turned copy of a picture, and pictures laid over each other. */
const derived: ReadonlySet<string> = new Set(['grid', 'iden', 'iovl']);

/**
 * The main picture of a HEIF file. Null if there is none, as in a sequence, or if its description can't be read.
 * Source: ISO/IEC 14496-12, section 8.11; ISO/IEC 23008-12, sections 6.5 and 6.6.
 */
export async function readMainItem(read: ReadAt, totalBytes: number): Promise<MainItem | null> {
  const meta = await readMeta(read, totalBytes);
  const boxes = meta && boxesIn(meta, 4, meta.length);
  if (!meta || !boxes) return null;
  try {
    const main = mainId(meta, boxes);
    const codings = codingsOf(meta, boxes);
    const own = main === null ? undefined : codings.get(main);
    if (main === null || own === undefined) return null;
    const references = referencesIn(meta, boxes);
    const referredBy = (how: string) => references.find((one) => one.how === how && one.from === main)?.to;
    const part = derived.has(own) ? referredBy('dimg') : undefined;
    const alpha = references.find(
      ({ how, from, to }) => how === 'auxl' && to === main && isAlpha(from, meta, boxes),
    )?.from;
    const turned = (item: number) => turningOf(item, meta, boxes);
    return {
      coding: (part === undefined ? undefined : codings.get(part)) ?? own,
      ...saidOf(main, meta, boxes),
      isPremultiplied: referredBy('prem') !== undefined,
      hasLooseAlpha: alpha !== undefined && turned(alpha) !== turned(main),
    };
  } catch {
    // A list that is longer than its box.
    return null;
  }
}

async function readMeta(read: ReadAt, totalBytes: number): Promise<Uint8Array | null> {
  for (let at = 0, boxes = 0; boxes < maxBoxes && at + 8 <= totalBytes; boxes += 1) {
    const box = boxAt(await read(at, 16), 0, totalBytes - at);
    if (box === null) return null;
    if (box.name === 'meta') {
      return box.to > maxMetaBytes ? null : await read(at + box.from, box.to - box.from);
    }
    at += box.to;
  }
  return null;
}

function mainId(meta: Uint8Array, boxes: readonly Box[]): number | null {
  const box = boxes.find(({ name }) => name === 'pitm');
  if (box === undefined) return null;
  const view = viewOf(meta, box);
  return view.getUint8(0) === 0 ? view.getUint16(4) : view.getUint32(4);
}

/** The coding of each item, by its number. */
function codingsOf(meta: Uint8Array, boxes: readonly Box[]): Map<number, string> {
  const list = boxes.find(({ name }) => name === 'iinf');
  if (list === undefined) return new Map();
  const countBytes = viewOf(meta, list).getUint8(0) === 0 ? 2 : 4;
  const entries = boxesIn(meta, list.from + 4 + countBytes, list.to) ?? [];
  return new Map(
    entries.map((entry) => {
      const view = viewOf(meta, entry);
      const idBytes = view.getUint8(0) === 3 ? 4 : 2;
      const coding = String.fromCharCode(...[6, 7, 8, 9].map((at) => view.getUint8(at + idBytes)));
      return [idBytes === 4 ? view.getUint32(4) : view.getUint16(4), coding];
    }),
  );
}

/** Which item refers to which one first, and how. */
function referencesIn(meta: Uint8Array, boxes: readonly Box[]) {
  const list = boxes.find(({ name }) => name === 'iref');
  if (list === undefined) return [];
  const idBytes = viewOf(meta, list).getUint8(0) === 0 ? 2 : 4;
  return (boxesIn(meta, list.from + 4, list.to) ?? []).map((reference) => {
    const view = viewOf(meta, reference);
    const id = (at: number) => (idBytes === 4 ? view.getUint32(at) : view.getUint16(at));
    return { how: reference.name, from: id(0), to: id(idBytes + 2) };
  });
}

/** Depth and gain maps are other such pictures. Sources: ISO/IEC 23000-22, section 7.3; ISO/IEC 23008-12, annex B. */
function isAlpha(item: number, meta: Uint8Array, boxes: readonly Box[]): boolean {
  return propertiesOf(item, meta, boxes).some(
    ({ name, from, to }) => name === 'auxC' && /:(?:alpha|auxid:1)\0/.test(textOf(meta.subarray(from, to))),
  );
}

const turning: ReadonlySet<string> = new Set(['clap', 'irot', 'imir']);

function turningOf(item: number, meta: Uint8Array, boxes: readonly Box[]): string {
  return propertiesOf(item, meta, boxes)
    .filter(({ name }) => turning.has(name))
    .map(({ name, from, to }) => name + textOf(meta.subarray(from, to)))
    .join();
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

/** The properties of an item. Sources: ISO/IEC 23008-12, section 6.5; ISO/IEC 14496-12, section 12.1.5. */
function saidOf(item: number, meta: Uint8Array, boxes: readonly Box[]) {
  const said: Pick<MainItem, 'width' | 'height' | 'colours'> = { width: 0, height: 0, colours: null };
  let hasProfile = false;
  for (const property of propertiesOf(item, meta, boxes)) {
    const view = viewOf(meta, property);
    if (property.name === 'ispe') {
      said.width = view.getUint32(4);
      said.height = view.getUint32(8);
    }
    if (property.name !== 'colr') continue;
    if (view.getUint32(0) === codes) said.colours = [view.getUint16(4), view.getUint16(6)];
    else hasProfile = true;
  }
  return hasProfile ? { ...said, colours: null } : said;
}

function propertiesOf(item: number, meta: Uint8Array, boxes: readonly Box[]): Box[] {
  const parent = boxes.find(({ name }) => name === 'iprp');
  const inside = (parent && boxesIn(meta, parent.from, parent.to)) ?? [];
  const container = inside.find(({ name }) => name === 'ipco');
  const properties = (container && boxesIn(meta, container.from, container.to)) ?? [];
  const list = inside.find(({ name }) => name === 'ipma');
  if (list === undefined) return [];
  const found: Box[] = [];
  const view = viewOf(meta, list);
  const idBytes = view.getUint8(0) === 0 ? 2 : 4;
  const numberBytes = (view.getUint8(3) & 1) === 0 ? 1 : 2;
  for (let left = view.getUint32(4), at = 8; left > 0; left -= 1) {
    const id = idBytes === 4 ? view.getUint32(at) : view.getUint16(at);
    at += idBytes;
    const end = at + 1 + view.getUint8(at) * numberBytes;
    for (at += 1; at < end; at += numberBytes) {
      const number = numberBytes === 2 ? view.getUint16(at) & 0x7fff : view.getUint8(at) & 0x7f;
      const property = properties[number - 1];
      if (id === item && property !== undefined) found.push(property);
    }
  }
  return found;
}
