import type { Reason } from '../../shared/outcome.ts';

/** Reports lines for people, or JSON events, one a line. Errors go to stderr in both cases. */
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
      else if (text !== undefined) process.stdout.write(`${oneLine(text)}\n`);
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

/** File names may contain line ends and terminal control characters; visible signs replace them. */
export function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, (sign) => {
    const code = sign.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\uFFFD';
  });
}

/** The part of a total about ignored files; '' if there are none. */
export function ignoredNote(ignored: number): string {
  return ignored === 0 ? '' : `; ${ignored} system file${ignored === 1 ? '' : 's'} skipped`;
}
