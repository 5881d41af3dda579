/** Texts without a frequent typing slip: two characters are swapped back, or one too many is removed. */
export function* slipsOf(text: string): Generator<string> {
  for (let at = 0; at + 1 < text.length; at += 1) {
    const [one = '', other = ''] = text.slice(at, at + 2);
    if (one !== other) yield `${text.slice(0, at)}${other}${one}${text.slice(at + 2)}`;
  }
  for (let at = 0; at < text.length; at += 1) yield text.slice(0, at) + text.slice(at + 1);
}
