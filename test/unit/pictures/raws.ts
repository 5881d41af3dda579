import { writeTiff, type TiffField } from './tiffs.ts';

/** Raw photographs that hold a JPEG, as small as their formats allow. */

const sensor = { width: 4, height: 4, photometric: 32_803, samples: 1, pixel: () => [90] };

export const orientationField = (orientation: number): TiffField => [274, 3, [orientation]];

/** A DNG with a JPEG behind it, as directories name it. */
export function rawTiff(jpeg: Uint8Array, fields: TiffField[] = []): Buffer {
  const pointer = (at: number): TiffField[] => [
    [513, 4, [at]],
    [514, 4, [jpeg.length]],
    [50_706, 1, [1, 4, 0, 0]],
  ];
  const { length } = writeTiff({ ...sensor, fields: [...pointer(0), ...fields] });
  return Buffer.concat([writeTiff({ ...sensor, fields: [...pointer(length), ...fields] }), jpeg]);
}

export function raf(jpeg: Uint8Array): Buffer {
  const head = Buffer.alloc(160);
  head.write('FUJIFILMCCD-RAW 0201FF383501', 'latin1');
  head.writeUInt32BE(160, 84);
  head.writeUInt32BE(jpeg.length, 88);
  return Buffer.concat([head, jpeg, Buffer.alloc(50)]);
}

export function rw2(jpeg: Uint8Array, fields: TiffField[] = []): Buffer {
  const bytes = writeTiff({ ...sensor, fields: [[0x2e, 7, [...jpeg]], ...fields] });
  bytes[2] = 0x55;
  return bytes;
}

/** `degrees`: how far the picture is turned. Version 4 of the format tells it in another place. */
export function x3f(jpeg: Uint8Array, degrees = 0, version: 2 | 4 = 2): Buffer {
  const section = Buffer.alloc(28);
  section.write('SECi', 'latin1');
  section.writeUInt32LE(2, 8);
  section.writeUInt32LE(18, 12);
  const list = Buffer.alloc(12 + 12 + 4);
  const head = Buffer.alloc(52);
  const listAt = head.length + section.length + jpeg.length;
  list.write('SECd', 'latin1');
  list.writeUInt32LE(1, 8);
  list.writeUInt32LE(head.length, 12);
  list.writeUInt32LE(section.length + jpeg.length, 16);
  list.write('IMA2', 20, 'latin1');
  list.writeUInt32LE(listAt, 24);
  head.write('FOVb', 'latin1');
  head.writeUInt16LE(version, 6);
  head.writeUInt32LE(degrees, version === 2 ? 36 : 48);
  return Buffer.concat([head, section, jpeg, list]);
}

function box(name: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, body]);
}

export function cr3(jpeg: Uint8Array, fields: TiffField[] = []): Buffer {
  const numbers = (...values: number[]) => {
    const bytes = Buffer.alloc(values.length * 4);
    values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
    return bytes;
  };
  const uuid = Buffer.from('85c0b687820f11e08111f4ce462b6a48', 'hex');
  const metadata = box('uuid', uuid, box('CMT1', writeTiff({ ...sensor, fields })));
  const movie = (at: number) => {
    const sizes = box('stsz', numbers(0, jpeg.length, 1));
    const places = box('co64', numbers(0, 1, 0, at));
    const track = box('trak', box('mdia', box('minf', box('stbl', sizes, places))));
    const brand = box('ftyp', Buffer.from('crx \0\0\0\x01crx isom', 'latin1'));
    return Buffer.concat([brand, box('moov', metadata, track)]);
  };
  const at = movie(0).length + 8;
  return Buffer.concat([movie(at), box('mdat', Buffer.from(jpeg))]);
}
