/**
 * Signs that make a terminal do something or show text in another order: control characters, with those that start
 * escape sequences, line separators, and the bidirectional controls of Unicode (UAX 9).
 */
const unsafe = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
/** Control characters that a text of several lines has no use for. */
const controls = /[^\P{Cc}\t\r\n]/gu;

/** Text as one line of a terminal. Visible signs replace the unsafe ones. */
export function terminalText(text: string): string {
  return text.replace(unsafe, visible);
}

/** Text of a file that may end up in a terminal; its lines stay. */
export function withoutControls(text: string): string {
  return text.replace(controls, visible);
}

/** JSON in which the same signs are escaped. */
export function terminalJson(value: unknown): string {
  return JSON.stringify(value).replace(
    unsafe,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function visible(sign: string): string {
  const code = sign.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\uFFFD';
}
