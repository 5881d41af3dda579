import { IntlMessageFormat } from 'intl-messageformat';
import type { ArgValue } from './args.ts';

const locale = 'en-GB';
const compiled = new Map<string, IntlMessageFormat>();

/** An ICU message as text. Throws where an argument is missing, which is a defect: types and tests exclude it. */
export function formatMessage(message: string, args: Readonly<Record<string, ArgValue>> = {}): string {
  let format = compiled.get(message);
  if (format === undefined) {
    format = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
    compiled.set(message, format);
  }
  return String(format.format(args));
}
