import { open, stat } from 'node:fs/promises';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { decodeList } from './list-text.ts';

/** A larger file can't be a list of photos or products. */
const maxBytes = 50_000_000;

/**
 * The text of a list on this computer. What is no plain file (a device, a named pipe) or too large is refused before
 * it is opened: opening a pipe would wait, and reading a device might never end.
 */
export async function readList(
  path: string,
): Promise<Outcome<string, 'no-file' | 'too-large' | 'unreadable'>> {
  try {
    const facts = await stat(path);
    if (!facts.isFile()) return no('no-file');
    if (facts.size > maxBytes) return no('too-large');
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(facts.size + 1), 0, facts.size + 1, 0);
      if (bytesRead > facts.size) return no('unreadable');
      return ok(decodeList(buffer.subarray(0, bytesRead)));
    } finally {
      await file.close();
    }
  } catch {
    return no('unreadable');
  }
}
