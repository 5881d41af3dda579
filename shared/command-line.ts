import { no, ok, type Outcome } from './outcome.ts';

/** Turns the exception of an option parser, such as Node's `parseArgs`, into a sentence. */
export function readOptions<T>(parse: () => T): Outcome<T, string> {
  try {
    return ok(parse());
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Node's hint about positional arguments does not apply here.
    return no(message.replace(/ To specify a positional argument .*$/s, ''));
  }
}

/** A whole number from `min` to `max`; null for any other text. */
export function wholeNumber(text: string, min: number, max = Number.MAX_SAFE_INTEGER): number | null {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) && value >= min && value <= max ? value : null;
}
