import type { Reason } from '../shared/outcome.ts';

/** Tells what happens: lines for people, or one JSON event a line. Errors go to stderr either way. */
export interface Reporter {
  event(event: { event: string } & Record<string, unknown>, words?: string): void;
  problem(reason: Reason): void;
}

export function createReporter(json: boolean): Reporter {
  // A reader that goes away, such as `head`, must not end the uploads.
  process.stdout.on('error', () => {});
  return {
    event(event, text) {
      if (json) process.stdout.write(`${JSON.stringify(event)}\n`);
      else if (text !== undefined) process.stdout.write(`${text}\n`);
    },
    problem(reason) {
      if (json) process.stdout.write(`${JSON.stringify({ event: 'problem', reason })}\n`);
      process.stderr.write(`${words(reason)}\n`);
    },
  };
}

export function words({ sentence, next }: Reason): string {
  return next ? `${sentence} ${next}` : sentence;
}
