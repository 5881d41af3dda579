import type { ReadAt } from '../reader.ts';

const riffHead = 12;
const chunkHead = 8;

/** Whether a WebP of one picture keeps every pixel. Source: RFC 9649, section 2: its picture is a VP8L chunk. */
export async function isLosslessWebp(read: ReadAt): Promise<boolean> {
  for (let at = riffHead; ;) {
    const head = Buffer.from(await read(at, chunkHead));
    if (head.length < chunkHead) return false;
    const name = head.toString('latin1', 0, 4);
    if (name === 'VP8L') return true;
    if (name === 'VP8 ' || name === 'ANMF') return false;
    const size = head.readUInt32LE(4);
    // Chunks have an even number of bytes.
    at += chunkHead + size + (size % 2);
  }
}
