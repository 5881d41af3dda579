import { open, stat } from 'node:fs/promises';
import { limits, type AcceptedType } from '../../shared/limits.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { empty, gone, notAFile, notAPicture, tooLarge, typeNotTaken, unreadable } from './reasons.ts';
import { headBytes, sniff } from './sniff.ts';

export interface Look {
  type: AcceptedType;
  bytes: number;
  mtimeMs: number;
}

/**
 * What the head and the size of a file tell: refuses what is gone, unreadable, not a file, empty, no picture, of a type that is not taken, or too
 * large, without reading more than 64 KB. `fileName` is the user's name for it, where that differs from the path's.
 */
export async function look(path: string, fileName = path): Promise<Outcome<Look>> {
  try {
    // Asked before opening: opening a pipe would wait for someone to write to it.
    const facts = await stat(path);
    if (!facts.isFile()) return no(notAFile());
    if (facts.size === 0) return no(empty());
    const head = await headOf(path);
    if (head.length === 0) return no(gone());
    const sniffed = await sniff(head, facts.size, fileName);
    if (sniffed.is === 'other') return no(notAPicture(sniffed.what));
    if (sniffed.is === 'other-picture') return no(typeNotTaken(sniffed.what));
    if (facts.size > limits.imageBytes) return no(tooLarge(facts.size));
    return ok({ type: sniffed.type, bytes: facts.size, mtimeMs: facts.mtimeMs });
  } catch (error) {
    return no(unreadable(error));
  }
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
