import { IntlMessageFormat } from 'intl-messageformat';
import type { ArgValue } from './args.ts';

const locale = 'en-GB';
const compiled = new Map<string, IntlMessageFormat>();

/**
 * Formats an ICU message. Throws if an argument is missing, which types and tests exclude. One without any syntax is
 * its own result: to parse it would load the languages' data, which takes as long as opening the app.
 */
export function formatMessage(message: string, args: Readonly<Record<string, ArgValue>> = {}): string {
  if (!/[{}']/.test(message)) return message;
  let format = compiled.get(message);
  if (format === undefined) {
    format = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
    compiled.set(message, format);
  }
  return String(format.format(args));
}
