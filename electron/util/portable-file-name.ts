/**
 * Names that Windows keeps for devices, whatever the extension: "Naming Files, Paths, and Namespaces" in its
 * documentation.
 */
const reservedName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
/** Characters that Windows or macOS refuse, or that lead to another folder. */
const refusedCharacters: ReadonlySet<string> = new Set([
  '<',
  '>',
  ':',
  '"',
  '/',
  '\\',
  '|',
  '?',
  '*',
  '\u007f',
]);

const maxLetters = 120;

/** A file name that every system takes, as like the wished one as can be; '' if nothing of it can stay. */
export function portableFileName(wished: string): string {
  const safe = Array.from(wished, (letter) => (refusedCharacters.has(letter) ? '-' : letter))
    .filter((letter) => letter > '\u001f')
    .slice(0, maxLetters)
    .join('')
    // Windows drops dots and spaces at the end, and then the file is not found by its name.
    .replace(/[. ]{1,120}$/, '');
  return reservedName.test(safe) ? `_${safe}` : safe;
}
