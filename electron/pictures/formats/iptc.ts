const maxIptcBytes = 256 * 1024;

/**
 * The texts of datasets of record 2, each under the name that `fields` gives its number. Source: IPTC-IIM 4.2, chapters 1
 * and 6.
 */
export function iptcTexts(
  iptc: Uint8Array,
  fields: Readonly<Record<number, string>>,
  maxLength: number,
  maxTexts: number,
): { field: string; text: string }[] {
  const found: { field: string; text: string }[] = [];
  const end = Math.min(iptc.length, maxIptcBytes) - 5;
  for (let at = 0; at < end && found.length < maxTexts; at += 1) {
    if (iptc[at] !== 0x1c || iptc[at + 1] !== 2) continue;
    const field = fields[iptc[at + 2] ?? 0];
    const length = ((iptc[at + 3] ?? 0) << 8) | (iptc[at + 4] ?? 0);
    const bytes = iptc.subarray(at + 5, at + 5 + length);
    if (field === undefined || length > maxLength || bytes.length < length) continue;
    const text = new TextDecoder('utf-8').decode(bytes).trim();
    if (text !== '') found.push({ field, text });
    at += 4 + length;
  }
  return found;
}
