import type { Reason } from '../../shared/outcome.ts';
import { nextOf, sentenceOf, sentencesOf } from '../../shared/messages/reason.ts';
import { terminalJson, terminalText } from '../util/terminal-text.ts';
import { text } from '../../shared/messages/text.ts';

/** Reports lines for people, or JSON events, one a line. Errors go to stderr in both cases. */
export interface Reporter {
  event(event: { event: string } & Record<string, unknown>, words?: string): void;
  problem(reason: Reason): void;
}

export function createReporter(json: boolean): Reporter {
  // A reader that goes away, such as `head`, must not end the uploads.
  process.stdout.on('error', () => {});
  return {
    event(event, words) {
      if (json) process.stdout.write(`${terminalJson(event)}\n`);
      else if (words !== undefined) process.stdout.write(`${terminalText(words)}\n`);
    },
    problem(reason) {
      if (json)
        process.stdout.write(`${terminalJson({ event: 'problem', reason: reasonInEvent(reason) })}\n`);
      process.stderr.write(`${terminalText(wordsOf(reason))}\n`);
    },
  };
}

/** A reason as a line has it: what there is to do must be possible from where it is read. */
export function wordsOf(reason: Reason): string {
  return sentencesOf(reason, 'command');
}

/** A reason as JSON events have it: with its sentences, for scripts that show them. */
export function reasonInEvent(reason: Reason): Reason & { sentence: string; next?: string | undefined } {
  return { ...reason, sentence: sentenceOf(reason), next: nextOf(reason, 'command') };
}

/** The part of a total about ignored files; '' if there are none. */
export function ignoredNote(ignored: number): string {
  return ignored === 0 ? '' : `; ${text('cli.systemFiles', { count: ignored })}`;
}
