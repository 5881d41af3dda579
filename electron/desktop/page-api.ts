import type { GivenFile } from '../../shared/contract.ts';
import type { Delta } from '../../shared/model.ts';
import { no, type Outcome } from '../../shared/outcome.ts';
import type { PackshotApi } from '../../shared/packshot-api.ts';
import { verbs, verbsWithFiles, type Verb } from '../../shared/verbs.ts';
import { channelOf, deltaChannel } from './channels.ts';

/** The few powers of a preload that the page's verbs are made of. None of them reaches the page itself. */
export interface PreloadBridge {
  invoke(channel: string, request: unknown): Promise<unknown>;
  /** Answers a function that stops listening. */
  listen(channel: string, listener: (message: unknown) => void): () => void;
  /** The file's place on disk; empty for a file that has none. */
  pathOf(file: File): string;
  /** Hands over the bytes of a file that is on no disk; answers the token they are kept under. */
  keep(file: File): Promise<string>;
}

/** `window.packshot`: one function a verb, by area, and nothing else. */
export function pageApi(powers: PreloadBridge): PackshotApi {
  const areas: Record<string, Record<string, unknown>> = {};
  for (const verb of verbs) {
    const [area, action] = verb.split('.') as [string, string];
    (areas[area] ??= {})[action] = takesFiles(verb)
      ? (request: object, files: readonly File[]) => callWithFiles(powers, verb, request, files)
      : (request: unknown) => powers.invoke(channelOf(verb), request);
  }
  const onDelta = (listener: (delta: Delta) => void) =>
    powers.listen(deltaChannel, (message) => listener(message as Delta));
  return { ...areas, onDelta } as PackshotApi;
}

function takesFiles(verb: Verb): boolean {
  return (verbsWithFiles as readonly Verb[]).includes(verb);
}

async function callWithFiles(
  powers: PreloadBridge,
  verb: Verb,
  request: object,
  files: readonly File[],
): Promise<unknown> {
  const given: GivenFile[] = [];
  try {
    for (const file of files) {
      const path = powers.pathOf(file);
      given.push(path === '' ? { pasted: await powers.keep(file) } : { path });
    }
  } catch {
    const unread: Outcome<never> = no({ code: 'file-unreadable' });
    return unread;
  }
  return powers.invoke(channelOf(verb), { ...request, files: given });
}
