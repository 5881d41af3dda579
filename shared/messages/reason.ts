import type { ArgValue, ArgsTuple } from './args.ts';
import { formatMessage } from './format.ts';
import { reasons, type ReasonCode, type Reasons } from './en/reasons.ts';

/** Why something did not happen: a code of `en/reasons.ts` with arguments. Crosses IPC and is stored. */
export interface Reason {
  /** Stable, also for stored rows: never rename it without a migration. */
  code: ReasonCode;
  args?: Readonly<Record<string, ArgValue>> | undefined;
}

/** The texts of a reason: what happened, and what to do, if anything. */
export interface ReasonTexts {
  readonly sentence: string;
  readonly next?: string;
  /** Instead of `next` on the command line, which has no button, menu or gesture. Takes no arguments of its own. */
  readonly nextInCommand?: string;
}

/** Where a reason is read. */
export type ReadIn = 'window' | 'command';

type TextOf<Code extends ReasonCode> = Reasons[Code] extends {
  sentence: infer Sentence extends string;
  next: infer Next extends string;
}
  ? `${Sentence} ${Next}`
  : Reasons[Code]['sentence'];

/** A reason with the arguments of its texts. */
export function reason<Code extends ReasonCode>(code: Code, ...args: ArgsTuple<TextOf<Code>>): Reason {
  const [values] = args as [Record<string, ArgValue>?];
  return values === undefined ? { code } : { code, args: values };
}

/**
 * A reason that an earlier version stored as a sentence. It keeps its code if the sentence is still the same.
 */
export function reasonOfStored(stored: {
  code: string;
  sentence: string;
  next?: string | undefined;
}): Reason {
  const { code, sentence, next = '' } = stored;
  const known: Readonly<Partial<Record<string, ReasonTexts>>> = reasons;
  const isSame = known[code]?.sentence === sentence && (known[code].next ?? '') === next;
  return isSame ? { code: code as ReasonCode } : reason('stored-sentence', { sentence, next });
}

export function sentenceOf(given: Reason): string {
  return formatMessage(textsOf(given).sentence, given.args);
}

/** What to do about it; undefined if nothing. */
export function nextOf(given: Reason, readIn: ReadIn = 'window'): string | undefined {
  const { next, nextInCommand = next } = textsOf(given);
  const chosen = readIn === 'command' ? nextInCommand : next;
  if (chosen === undefined) return undefined;
  return formatMessage(chosen, given.args) || undefined;
}

/** What happened and what to do about it, as one text. */
export function sentencesOf(given: Reason, readIn: ReadIn = 'window'): string {
  const next = nextOf(given, readIn);
  return next === undefined ? sentenceOf(given) : `${sentenceOf(given)} ${next}`;
}

export function textsInWords(given: Reason): ReasonTexts {
  const next = nextOf(given);
  return { sentence: sentenceOf(given), ...(next === undefined ? {} : { next }) };
}

/** A row stored by another version may have an unknown code. */
function textsOf({ code }: Reason): ReasonTexts {
  const known: Readonly<Partial<Record<string, ReasonTexts>>> = reasons;
  return known[code] ?? { sentence: `Something went wrong (${code}).` };
}
