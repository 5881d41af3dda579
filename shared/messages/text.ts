import type { ArgValue, ArgsTuple } from './args.ts';
import { formatMessage } from './format.ts';
import { texts, type TextKey, type Texts } from './en/texts.ts';

/** A text of the window or the command line. `key` is `area.name`, as in the files of `en/`. */
export function text<Key extends TextKey>(key: Key, ...args: ArgsTuple<Texts[Key]>): string {
  const [values] = args as [Record<string, ArgValue>?];
  return formatMessage(texts[key], values);
}
