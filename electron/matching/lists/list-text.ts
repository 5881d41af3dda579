const utf16 = { le: [0xff, 0xfe], be: [0xfe, 0xff] } as const;

const beginsWith = (bytes: Uint8Array, mark: readonly number[]) =>
  mark.every((byte, at) => bytes[at] === byte);

/**
 * Share of zero bytes at even and odd places of a list's beginning. In UTF-16, every other byte of Latin text is
 * zero.
 */
function zerosOf(bytes: Uint8Array): { even: number; odd: number } {
  const head = bytes.subarray(0, 1_000);
  const zeros = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const half = Math.max(1, Math.floor(head.length / 2));
  return { even: (zeros[0] ?? 0) / half, odd: (zeros[1] ?? 0) / half };
}

/**
 * The text of a list as spreadsheets save it: UTF-8; UTF-16, which Excel calls “Unicode text”; else Windows’ Western
 * characters, which are also what ISO 8859-1 means in practice. Never fails: bytes that are no text become something
 * that is no list.
 */
export function decodeList(bytes: Uint8Array): string {
  const zeros = zerosOf(bytes);
  if (beginsWith(bytes, utf16.le) || (zeros.odd > 0.4 && zeros.even < 0.1))
    return decodedAs('utf-16le', bytes);
  if (beginsWith(bytes, utf16.be) || (zeros.even > 0.4 && zeros.odd < 0.1))
    return decodedAs('utf-16be', bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodedAs('windows-1252', bytes);
  }
}

const decodedAs = (encoding: string, bytes: Uint8Array) => new TextDecoder(encoding).decode(bytes);
