import { describe, expect, test } from 'vitest';
import { whyItWaits } from '../../../electron/cli/waiting.ts';
import { reasons } from '../../../electron/bigcommerce/errors.ts';
import { plainEffects } from '../../../electron/outbox/effects.ts';
import { ConnectivityMonitor, lasting } from '../../../electron/outbox/connectivity.ts';
import { no, type Reason } from '../../../shared/outcome.ts';
import { reason, sentencesOf } from '../../../shared/messages/reason.ts';

/** What a command says when it gives up on a store whose requests break so. */
function saidAfter(why: Reason): string {
  const clock = { now: () => 0, timer: () => () => {} };
  const ports = { api: {} as never, clock, effects: plainEffects, log: () => {}, random: () => 0 };
  const connectivity = new ConnectivityMonitor(ports, new AbortController().signal, () => {});
  connectivity.recordResult(no({ type: 'offline', reason: why }));
  const { pauseReason } = connectivity;
  if (pauseReason.type !== 'offline') throw new Error('The store is not offline.');
  const state = { ...pauseReason, reason: pauseReason.reason ?? lasting(pauseReason.cause) };
  const runner = { stuckSince: null, connectivity };
  const app = { outbox: { state: () => state, runner: () => runner } };
  const said = whyItWaits(app as never, 'alder');
  return said === null ? '' : sentencesOf(said, 'command');
}

describe('a command that gives up on a store', () => {
  const host = 'api.bigcommerce.com';
  test.each([
    [reason('name-not-found', { host, again: 'itself' }), 'could not be found'],
    [reason('connection-refused', { host, again: 'itself' }), 'refused the connection'],
    [reason('connect-timeout', { host, again: 'itself' }), 'did not answer in time'],
    [reason('clock-or-certificate', { host }), 'is not valid at this computer’s date'],
    [reasons.unreachable, 'The store can’t be reached.'],
  ])('says why there is no connection: $code', (why, words) => {
    const said = saidAfter(why);
    expect(said).toContain(words);
    expect(said).not.toContain('automatically');
  });
});
