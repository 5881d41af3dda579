import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { calls, type Handlers } from '../../shared/contract.ts';
import type { Delta } from '../../shared/model.ts';
import { no, type Outcome } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import { verbs, type Verb } from '../../shared/verbs.ts';
import { isOwnAddress } from './page-address.ts';
import { channelOf, deltaChannel } from './channels.ts';
import type { Log } from '../util/log.ts';

export interface CallService {
  ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>;
  /** A promise while the app is still opening: calls wait for it. */
  handlers: Handlers | Promise<Handlers>;
  /** Null while there is no window. */
  ourContents(): WebContents | null;
  log: Log;
  /** Also validates answers, in tests and development. */
  checkResponses: boolean;
}

/**
 * Handles every verb of the contract. It always resolves, because the text of a rejection would reach the page. The
 * sender is checked on every call, because a frame's content can change. Returns a function that stops listening.
 */
export function serveCalls(service: CallService): () => void {
  for (const verb of verbs) {
    service.ipcMain.handle(channelOf(verb), (event, ...payload: unknown[]) =>
      answer(service, verb, event, payload),
    );
  }
  return () => {
    for (const verb of verbs) service.ipcMain.removeHandler(channelOf(verb));
  };
}

export function sendDelta(contents: WebContents | null, delta: Delta): void {
  if (contents && !contents.isDestroyed()) contents.send(deltaChannel, delta);
}

async function answer(
  service: CallService,
  verb: Verb,
  event: IpcMainInvokeEvent,
  payload: unknown[],
): Promise<Outcome<unknown>> {
  const { log } = service;
  if (!isOurPage(event, service.ourContents())) {
    log.warn(`Refused ${verb} from a foreign sender: ${event.senderFrame?.url ?? 'a frame that is gone'}`);
    return no(reason('foreign-sender'));
  }
  const request = calls[verb].request.safeParse(payload[0]);
  if (!request.success || payload.length !== 1) {
    const issues = request.success ? [] : request.error.issues;
    // Paths and types only: the values could contain a token.
    const faults = issues.map((issue) => `${issue.path.join('.') || 'request'}: ${issue.code}`);
    log.warn(`Refused ${verb}, malformed: ${faults.slice(0, 5).join(', ') || `${payload.length} arguments`}`);
    return no(reason('bad-request'));
  }
  try {
    const handler = (await service.handlers)[verb] as (request: unknown) => Promise<Outcome<unknown>>;
    const outcome = await handler(request.data);
    if (!service.checkResponses || !outcome.ok) return outcome;
    const response = calls[verb].response.safeParse(outcome.value);
    if (response.success) return outcome;
    const faults = response.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    log.error(`The answer to ${verb} doesn't fit the contract: ${faults.slice(0, 5).join(', ')}`);
    return internal();
  } catch (error) {
    log.error(`${verb} failed unexpectedly: ${withoutSecrets(describe(error), request.data)}`);
    return internal();
  }
}

/** Our window's main frame, showing our page. The frame may be gone when its call arrives. */
function isOurPage(event: IpcMainInvokeEvent, ours: WebContents | null): boolean {
  const frame = event.senderFrame;
  return (
    ours !== null &&
    event.sender === ours &&
    frame !== null &&
    frame.parent === null &&
    isOwnAddress(frame.url)
  );
}

function internal(): Outcome<never> {
  return no(reason('internal'));
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function withoutSecrets(text: string, request: unknown): string {
  return secretsIn(request).reduce((left, secret) => left.replaceAll(secret, '(secret)'), text);
}

function secretsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    typeof one === 'string' && one !== '' && /token|password/i.test(name) ? [one] : secretsIn(one),
  );
}
