import type { GivenFile } from '../../shared/contract.ts';
import type { Delta } from '../../shared/model.ts';
import { no, type Outcome } from '../../shared/outcome.ts';
import type { PackshotApi } from '../../shared/packshot-api.ts';
import { verbs, verbsWithFiles, type Verb } from '../../shared/verbs.ts';
import { channelOf, deltaChannel } from './channels.ts';

/** The preload's functions behind the page's verbs. None of them reaches the page itself. */
export interface PreloadBridge {
  invoke(channel: string, request: unknown): Promise<unknown>;
  /** Returns a function that stops listening. */
  listen(channel: string, listener: (message: unknown) => void): () => void;
  /** The file's path on disk; '' if it has none. */
  pathOf(file: File): string;
  /** Sends the bytes of a file without a path; resolves to their token. */
  keep(file: File): Promise<string>;
}

/** `window.packshot`: one function a verb, grouped by area. */
export function pageApi(bridge: PreloadBridge): PackshotApi {
  const areas: Record<string, Record<string, unknown>> = {};
  for (const verb of verbs) {
    const [area, action] = verb.split('.') as [string, string];
    (areas[area] ??= {})[action] = takesFiles(verb)
      ? (request: object, files: readonly File[]) => callWithFiles(bridge, verb, request, files)
      : (request: unknown) => bridge.invoke(channelOf(verb), request);
  }
  const onDelta = (listener: (delta: Delta) => void) =>
    bridge.listen(deltaChannel, (message) => listener(message as Delta));
  return { ...areas, onDelta } as PackshotApi;
}

function takesFiles(verb: Verb): boolean {
  return (verbsWithFiles as readonly Verb[]).includes(verb);
}

async function callWithFiles(
  bridge: PreloadBridge,
  verb: Verb,
  request: object,
  files: readonly File[],
): Promise<unknown> {
  const given: GivenFile[] = [];
  try {
    for (const file of files) {
      const path = bridge.pathOf(file);
      given.push(path === '' ? { pasted: await bridge.keep(file) } : { path });
    }
  } catch {
    const unread: Outcome<never> = no({ code: 'file-unreadable' });
    return unread;
  }
  return bridge.invoke(channelOf(verb), { ...request, files: given });
}
