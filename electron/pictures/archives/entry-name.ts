import { isUtf8 } from 'node:buffer';
import { getFileNameLowLevel, type ExtraField } from 'yauzl';

/** The flag of an entry whose name is UTF-8. Source: APPNOTE.TXT 4.4.4, bit 11. */
const utf8Flag = 0x800;

/**
 * An entry's name, '/' separated. Without the flag it is CP437, by the format. But macOS and others write UTF-8
 * without the flag, and CP437 text is almost never valid UTF-8.
 */
export function entryName(flags: number, raw: Buffer, extraFields: readonly ExtraField[]): string {
  return getFileNameLowLevel(isUtf8(raw) ? flags | utf8Flag : flags, raw, [...extraFields], false);
}
