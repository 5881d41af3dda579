/**
 * The state of the coded data of a JPEG. `cut-short`: it ends before the picture does. `unread`: a progressive JPEG,
 * whose decoder reports any damage itself.
 */
export type ScansFound = 'whole' | 'broken' | 'cut-short' | 'unread';

/**
 * Follows the codes of a sequential JPEG from its first block to its last, draws nothing, and needs no more memory than
 * the tables. An undefined code, a block of more than 64 values, or a colour far beyond white shows that bits were lost
 * before. Decoders go on after these, report only some of them, and skip data that they have no rows left for. `bytes`
 * is the whole file.
 *
 * Everything is inside this one function, because a thread is made of its text. Source: ITU-T T.81, sections E.2, F.2.2
 * and annex B.
 */
export function followScans(bytes: Uint8Array): ScansFound {
  const lookBits = 9;
  const maxDcBits = 11;
  const maxAcBits = 10;
  // Twice the range of eight bits. Programs that sharpen a picture in this form go a little beyond the range.
  const maxDc = 2048;
  interface Table {
    /**
     * Indexed by the next nine bits: the length of a code times 256, plus its value. 0 if the code is longer or does
     * not exist.
     */
    short: Uint16Array;
    /** For each length: the first code, the number of codes, and the place of the first one's value. */
    first: Int32Array;
    count: Int32Array;
    at: Int32Array;
    values: Uint8Array;
  }
  interface Component {
    id: number;
    across: number;
    down: number;
    quantisation: number;
    isRead: boolean;
    previous: number;
    dc: Table | undefined;
    ac: Table | undefined;
  }
  const dcTables: (Table | undefined)[] = [];
  const acTables: (Table | undefined)[] = [];
  const firstQuantiser: (number | undefined)[] = [];
  let components: Component[] = [];
  let width = 0;
  let height = 0;
  let restartInterval = 0;

  const word = (at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const isPadding = (from: number, to: number) => {
    const left = bytes.subarray(from, to);
    return left.every((byte) => byte === 0) || left.every((byte) => byte === 0xff);
  };

  const isUniform = (held: number, bits: number) => {
    const mask = (1 << bits) - 1;
    return (held & mask) === 0 || (held & mask) === mask;
  };

  function readTables(from: number, to: number): boolean {
    for (let at = from; at < to;) {
      const where = bytes[at] ?? 0;
      const first = new Int32Array(17);
      const count = new Int32Array(17);
      const valueAt = new Int32Array(17);
      const short = new Uint16Array(1 << lookBits);
      let code = 0;
      let total = 0;
      for (let length = 1; length <= 16; length += 1) {
        const many = bytes[at + length] ?? 0;
        first[length] = code;
        count[length] = many;
        valueAt[length] = total;
        code = (code + many) << 1;
        total += many;
        if (code > 2 << length) return false;
      }
      const values = bytes.subarray(at + 17, at + 17 + total);
      if (total > 256 || at + 17 + total > to) return false;
      for (let length = 1; length <= lookBits; length += 1) {
        for (let index = 0; index < (count[length] ?? 0); index += 1) {
          const start = ((first[length] ?? 0) + index) << (lookBits - length);
          const value = (length << 8) | (values[(valueAt[length] ?? 0) + index] ?? 0);
          short.fill(value, start, start + (1 << (lookBits - length)));
        }
      }
      (where >> 4 === 0 ? dcTables : acTables)[where & 15] = { short, first, count, at: valueAt, values };
      at += 17 + total;
    }
    return true;
  }

  function readQuantisers(from: number, to: number): boolean {
    for (let at = from; at < to;) {
      const where = bytes[at] ?? 0;
      const size = where >> 4 === 0 ? 1 : 2;
      if (at + 1 + 64 * size > to) return false;
      firstQuantiser[where & 15] = size === 1 ? bytes[at + 1] : word(at + 1);
      at += 1 + 64 * size;
    }
    return true;
  }

  /** Where the scan's data ends and a marker begins. Negative for an error: -1 broken, -2 cut short. */
  function followScan(start: number, scanned: Component[]): number {
    const maxOf = (of: (one: Component) => number) => Math.max(...components.map(of));
    const maxAcross = maxOf(({ across }) => across);
    const maxDown = maxOf(({ down }) => down);
    const alone = scanned.length === 1 ? scanned[0] : undefined;
    const unitWidth = alone ? (8 * maxAcross) / alone.across : 8 * maxAcross;
    const unitHeight = alone ? (8 * maxDown) / alone.down : 8 * maxDown;
    const units = Math.ceil(width / unitWidth) * Math.ceil(height / unitHeight);
    const blocks: Component[] = alone
      ? [alone]
      : scanned.flatMap((one) => Array<Component>(one.across * one.down).fill(one));
    let at = start;
    let held = 0;
    let bits = 0;
    /** Bits that are not from the file. After the end of the data, zeros are read, but they must not be used. */
    let beyond = 0;
    let restarts = 0;

    /** Reads until so many bits are held. A zero after FF only says that FF is no marker. */
    const fill = (minBits: number): void => {
      while (bits < minBits) {
        const byte = at < bytes.length ? (bytes[at] as number) : 0xff;
        if (byte !== 0xff) {
          held = (held << 8) | byte;
          at += 1;
        } else if (bytes[at + 1] === 0) {
          held = (held << 8) | 0xff;
          at += 2;
        } else {
          held <<= 8;
          beyond += 8;
        }
        bits += 8;
      }
    };

    for (let unit = 0; unit < units; unit += 1) {
      if (restartInterval > 0 && unit > 0 && unit % restartInterval === 0) {
        const next = endOfData(at, bits - beyond, held, beyond);
        if (next < 0) return next;
        if (bytes[next + 1] !== 0xd0 + (restarts & 7)) return -1;
        restarts += 1;
        at = next + 2;
        held = 0;
        bits = 0;
        beyond = 0;
        for (const one of scanned) one.previous = 0;
      }
      for (let block = 0; block < blocks.length; block += 1) {
        const component = blocks[block] as Component;
        let table = component.dc as Table;
        for (let index = 0; index < 64;) {
          // A code has up to 16 bits, and so has its value. At most 24 bits are held at once.
          if (bits < 17) fill(17);
          const look = (held >>> (bits - lookBits)) & ((1 << lookBits) - 1);
          const found = table.short[look] as number;
          let value = found & 0xff;
          if (found !== 0) {
            bits -= found >> 8;
          } else {
            let length = lookBits + 1;
            for (; length <= 16; length += 1) {
              const code = (held >>> (bits - length)) & ((1 << length) - 1);
              const place = code - (table.first[length] as number);
              if (place >= 0 && place < (table.count[length] as number)) {
                value = table.values[(table.at[length] as number) + place] as number;
                break;
              }
            }
            if (length > 16) return beyond > bits - 16 ? -2 : -1;
            bits -= length;
          }
          const size = value & 15;
          if (index === 0) {
            if (value > maxDcBits) return -1;
          } else if (size === 0) {
            if (value === 0) break;
            if (value !== 0xf0) return -1;
            index += 16;
            if (index > 63) return -1;
            continue;
          } else {
            index += value >> 4;
            if (size > maxAcBits || index > 63) return -1;
          }
          if (index === 0 && size > 0) {
            if (bits < size) fill(size);
            const raw = (held >>> (bits - size)) & ((1 << size) - 1);
            component.previous += raw < 1 << (size - 1) ? raw - (1 << size) + 1 : raw;
            if (Math.abs(component.previous * component.quantisation) > maxDc) return -1;
          }
          bits -= size;
          // The value's own bits may not have been read yet.
          if (bits < 0) fill(0);
          if (index === 0) table = component.ac as Table;
          index += 1;
        }
        if (beyond > bits) return -2;
      }
    }
    return endOfData(at, bits - beyond, held, beyond);
  }

  /** Less than a byte may be left over, all ones or all zeros, and the bytes with which cameras pad a file. */
  function endOfData(at: number, left: number, held: number, beyond: number): number {
    if (left < 0) return -2;
    // Whole bytes may have been read ahead.
    const ahead = left & ~7;
    if (!isUniform(held >>> (beyond + ahead), left & 7) || !isUniform(held >>> beyond, ahead)) return -1;
    let end = at;
    for (;;) {
      end = bytes.indexOf(0xff, end);
      if (end === -1 || end + 1 >= bytes.length) return -2;
      const next = bytes[end + 1] ?? 0;
      if (next !== 0 && next !== 0xff) break;
      end += 1;
    }
    return isPadding(at, end) ? end : -1;
  }

  for (let at = 2; ;) {
    const from = bytes.indexOf(0xff, at);
    if (from === -1 || from + 4 > bytes.length) {
      const isEnd = from !== -1 && bytes[from + 1] === 0xd9;
      if (!isEnd) return 'cut-short';
    }
    const marker = bytes[from + 1] ?? 0;
    if (marker === 0xd9) {
      return components.length > 0 && components.every(({ isRead }) => isRead) ? 'whole' : 'broken';
    }
    if (marker < 0xc0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd8)) {
      at = from + 1;
      continue;
    }
    const end = from + 2 + word(from + 2);
    if (end > bytes.length) return 'cut-short';
    const content = from + 4;
    at = end;
    if (marker === 0xc4) {
      if (!readTables(content, end)) return 'broken';
    } else if (marker === 0xdb) {
      if (!readQuantisers(content, end)) return 'broken';
    } else if (marker === 0xdd) {
      restartInterval = word(content);
    } else if (marker === 0xc0 || marker === 0xc1) {
      if (components.length > 0 || bytes[content] !== 8) return 'broken';
      height = word(content + 1);
      width = word(content + 3);
      const many = bytes[content + 5] ?? 0;
      if (width === 0 || height === 0 || many === 0 || end - content !== 6 + many * 3) return 'broken';
      components = Array.from({ length: many }, (_, index) => {
        const one = content + 6 + index * 3;
        const sampling = bytes[one + 1] ?? 0;
        return {
          id: bytes[one] ?? 0,
          across: sampling >> 4,
          down: sampling & 15,
          quantisation: bytes[one + 2] ?? 0,
          isRead: false,
          previous: 0,
          dc: undefined,
          ac: undefined,
        };
      });
      if (components.some(({ across, down }) => across < 1 || across > 4 || down < 1 || down > 4))
        return 'broken';
    } else if (marker > 0xc1 && marker < 0xd0 && marker !== 0xc8 && marker !== 0xcc) {
      return 'unread';
    } else if (marker === 0xda) {
      const many = bytes[content] ?? 0;
      if (many < 1 || many > 4 || end - content !== 4 + many * 2) return 'broken';
      const scanned: Component[] = [];
      for (let index = 0; index < many; index += 1) {
        const id = bytes[content + 1 + index * 2];
        const which = bytes[content + 2 + index * 2] ?? 0;
        const one = components.find((component) => component.id === id);
        if (one === undefined || one.isRead) return 'broken';
        one.isRead = true;
        one.previous = 0;
        one.dc = dcTables[which >> 4];
        one.ac = acTables[which & 15];
        const quantiser = firstQuantiser[one.quantisation];
        if (one.dc === undefined || one.ac === undefined || quantiser === undefined) return 'broken';
        one.quantisation = quantiser;
        scanned.push(one);
      }
      // In a sequential picture, each scan has all values with all their bits.
      if (bytes[end - 3] !== 0 || bytes[end - 2] !== 63 || bytes[end - 1] !== 0) return 'broken';
      const next = followScan(end, scanned);
      if (next < 0) return next === -2 ? 'cut-short' : 'broken';
      at = next;
    }
  }
}
