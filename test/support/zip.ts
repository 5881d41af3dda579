import { crc32, deflateRawSync } from 'node:zlib';

export interface ZippedFile {
  /** As text it is written in UTF-8 with its flag; as bytes without the flag. */
  name: string | Uint8Array;
  content?: Uint8Array | string;
  /** Default: deflated. */
  stored?: boolean;
  encrypted?: boolean;
  /** Written in place of the true ones. */
  method?: number;
  claimedBytes?: number;
  claimedPackedBytes?: number;
  claimedSum?: number;
  /** Uses the packed bytes of the file before. */
  sharesBytes?: boolean;
}

/** A ZIP file as bytes. What is claimed in it need not be true. Source: APPNOTE.TXT 4.3. */
export function zipOf(
  files: readonly ZippedFile[],
  { modified = new Date(2026, 2, 4, 5, 6, 8) } = {},
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  let start = 0;
  for (const file of files) {
    const name = Buffer.from(file.name as string);
    const content = Buffer.from(file.content ?? '');
    const packed = file.stored ? content : deflateRawSync(content);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE((typeof file.name === 'string' ? 0x800 : 0) | (file.encrypted ? 1 : 0), 2);
    facts.writeUInt16LE(file.method ?? (file.stored ? 0 : 8), 4);
    facts.writeUInt16LE(
      (modified.getHours() << 11) | (modified.getMinutes() << 5) | (modified.getSeconds() >> 1),
      6,
    );
    facts.writeUInt16LE(
      ((modified.getFullYear() - 1980) << 9) | ((modified.getMonth() + 1) << 5) | modified.getDate(),
      8,
    );
    facts.writeUInt32LE(file.claimedSum ?? crc32(content), 10);
    facts.writeUInt32LE(file.claimedPackedBytes ?? packed.length + (file.encrypted ? 12 : 0), 14);
    facts.writeUInt32LE(file.claimedBytes ?? content.length, 18);
    facts.writeUInt16LE(name.length, 22);
    if (!file.sharesBytes) {
      start = at;
      const local = Buffer.concat([
        Buffer.from('PK\u0003\u0004', 'latin1'),
        facts,
        name,
        Buffer.alloc(file.encrypted ? 12 : 0),
        packed,
      ]);
      parts.push(local);
      at += local.length;
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(start, 10);
    const head = Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1');
    directory.push(Buffer.concat([head, facts, tail, name]));
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(files.length & 0xffff, 8);
  end.writeUInt16LE(files.length & 0xffff, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listing, end]);
}
