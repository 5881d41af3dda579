import { describe, expect, test } from 'vitest';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { reasons } from '../../../electron/bigcommerce/errors.ts';
import type { Failure, FailureType } from '../../../electron/bigcommerce/failure.ts';
import { plainEffects } from '../../../electron/outbox/effects.ts';
import { isThere, ConnectivityMonitor } from '../../../electron/outbox/connectivity.ts';

const failure = (failureClass: FailureType, reason: Failure['reason'] = reasons.webPage): Failure => ({
  type: failureClass,
  reason,
});
const rubbish = no(failure('transient'));
const forbidden = no<Failure>({
  type: 'refused',
  reason: reasons.forbidden,
  status: 403,
  mayBeToken: true,
});

function reachOf(...probes: Outcome<never, Failure>[]) {
  const asked: string[] = [];
  let change: Outcome<never, Failure> = no(failure('not-found'));
  let now = 0;
  const closing = new AbortController();
  const connectivity = new ConnectivityMonitor(
    {
      api: {
        summary: () => {
          asked.push('summary');
          return Promise.resolve(probes.shift() ?? (ok({}) as never));
        },
        update: () => {
          asked.push('change');
          return Promise.resolve(change);
        },
      } as never,
      clock: { now: () => now, timer: () => () => {} },
      effects: plainEffects,
      log: () => {},
      random: () => 0,
    },
    closing.signal,
    () => {},
  );
  const close = (): void => closing.abort();
  const pass = (ms: number): void => void (now += ms);
  const answers = (count: number, answer: Outcome<unknown, Failure>): void => {
    for (let n = 0; n < count; n++) connectivity.recordResult(answer);
  };
  const answerChanges = (answer: Outcome<never, Failure>): void => void (change = answer);
  return { connectivity, asked, pass, answers, answerChanges, close };
}

describe('a store', () => {
  test('is probed after eight useless answers in a row', async () => {
    const { connectivity, asked, answers } = reachOf(rubbish);
    answers(7, rubbish);
    expect(asked).toEqual([]);
    answers(1, no(failure('unknown')));
    expect(asked).toEqual(['summary']);
    await new Promise(setImmediate);
    expect(connectivity.pauseReason).toMatchObject({ type: 'offline', reason: { code: 'web-page' } });
  });

  test('that tells of maintenance is asked at once, and is waited for until it tells of none', async () => {
    const closed = no(failure('unknown', reasons.maintenance));
    const { connectivity, asked, answers } = reachOf(...Array.from({ length: 9 }, () => closed));
    answers(1, closed);
    expect(asked).toEqual(['summary']);
    await new Promise(setImmediate);
    for (let probes = 0; probes < 8; probes++) await connectivity.probe();
    expect(connectivity.pauseReason).toMatchObject({
      type: 'offline',
      reason: { code: 'store-maintenance' },
    });
    await connectivity.probe();
    expect(connectivity.pauseReason.type).toBe('none');
  });

  test('is not asked when anything of use came in between', () => {
    const { asked, answers } = reachOf();
    for (const useful of [ok(null), no(failure('refused')), no(failure('not-found'))]) {
      answers(7, rubbish);
      answers(1, useful);
    }
    expect(asked).toEqual([]);
  });

  test('that answers the probe continues', async () => {
    const { connectivity, answers } = reachOf();
    answers(8, rubbish);
    expect(connectivity.pauseReason.type).toBe('suspect');
    await new Promise(setImmediate);
    expect(connectivity.pauseReason.type).toBe('none');
  });

  test('is probed until it answers, and then used at once', async () => {
    const { connectivity, answers } = reachOf(rubbish, no(failure('offline')));
    answers(8, rubbish);
    await new Promise(setImmediate);
    await connectivity.probe();
    expect(connectivity.pauseReason).toMatchObject({ type: 'offline', probes: 2, reason: null });
    await connectivity.probe();
    expect(connectivity.pauseReason.type).toBe('none');
  });

  test('that needs a token is paused, and continues with one', () => {
    const { connectivity, answers } = reachOf();
    answers(1, no(failure('sign-in', reasons.wrongToken)));
    expect(connectivity.pauseReason).toMatchObject({ type: 'sign-in', reason: { code: 'wrong-token' } });
    connectivity.signedIn();
    expect(connectivity.pauseReason.type).toBe('none');
  });

  test('counts as silent from its last useful answer or the last bytes it accepted', () => {
    const { connectivity, pass, answers } = reachOf();
    pass(1_000);
    answers(1, rubbish);
    expect(connectivity.lastContactAt).toBe(0);
    connectivity.bytesSent();
    expect(connectivity.lastContactAt).toBe(1_000);
  });
});

test('an error proves that a store is there after no answer, and otherwise only after a while', () => {
  const trouble = failure('transient', reasons.storeTrouble);
  expect(isThere(trouble, null, 1)).toBe(true);
  expect(isThere(trouble, reasons.storeTrouble, 1)).toBe(false);
  expect(isThere(trouble, reasons.storeTrouble, 6)).toBe(true);
  expect(isThere(failure('transient'), reasons.webPage, 9)).toBe(false);
  expect(isThere(failure('throttled', reasons.throttled), null, 1)).toBe(true);
});

describe('a 403 without a scope', () => {
  test('has the token checked once for any number of them', async () => {
    const { connectivity, asked } = reachOf();
    const resolved = await Promise.all([
      connectivity.recordChange(forbidden),
      connectivity.recordReading(forbidden),
      ...Array.from({ length: 20 }, () => connectivity.recordChange(forbidden, { repeated: true })),
    ]);
    expect(asked).toEqual(['summary']);
    expect(new Set(resolved.map((one) => (one.ok ? 'ok' : one.reason.type)))).toEqual(new Set(['refused']));
    expect(connectivity.pauseReason.type).toBe('none');
  });

  test('costs nothing while the store is unreachable or in trouble', async () => {
    const offline = reachOf(no(failure('offline')));
    expect(await offline.connectivity.recordChange(forbidden)).toMatchObject({
      reason: { type: 'offline' },
    });
    expect(offline.connectivity.pauseReason.type).toBe('offline');
    const inTrouble = reachOf(rubbish, rubbish, rubbish, rubbish);
    for (let n = 0; n < 4; n++) {
      expect(await inTrouble.connectivity.recordChange(forbidden)).toMatchObject({
        reason: { type: 'transient' },
      });
    }
    expect(inTrouble.connectivity.pauseReason.type).toBe('none');
  });

  test('pauses the store for sign-in when the check is refused, too', async () => {
    for (const refusal of [forbidden, no(failure('sign-in', reasons.wrongToken))]) {
      const { connectivity } = reachOf(refusal);
      expect(await connectivity.recordChange(forbidden)).toMatchObject({ reason: { type: 'sign-in' } });
      expect(connectivity.pauseReason.type).toBe('sign-in');
    }
  });

  test('has a change tried at the third in a row, and counts anew after each accepted change and sign-in', async () => {
    const { connectivity, asked, answerChanges } = reachOf();
    answerChanges(forbidden);
    for (const between of [
      () => connectivity.recordChange(ok(null)),
      () => Promise.resolve(connectivity.signedIn()),
    ]) {
      await connectivity.recordChange(forbidden);
      await connectivity.recordChange(forbidden);
      await between();
    }
    await connectivity.recordChange(forbidden);
    await connectivity.recordReading(ok(null));
    await connectivity.recordChange(forbidden);
    expect(asked).not.toContain('change');
    expect(await connectivity.recordChange(forbidden)).toMatchObject({ reason: { type: 'sign-in' } });
    expect(connectivity.pauseReason).toMatchObject({ type: 'sign-in', reason: { code: 'all-forbidden' } });
    expect(asked.filter((one) => one === 'change')).toHaveLength(1);
  });

  test('fails each of many alone while the store accepts other changes', async () => {
    const { connectivity, asked } = reachOf();
    for (let n = 0; n < 6; n++) {
      expect(await connectivity.recordChange(forbidden)).toMatchObject({ reason: { type: 'refused' } });
    }
    expect(asked.filter((one) => one === 'change')).toHaveLength(2);
    expect(connectivity.pauseReason.type).toBe('none');
  });

  test.each<[FailureType, Failure['reason']]>([
    ['transient', reasons.storeTrouble],
    ['throttled', reasons.throttled],
    ['unknown', reasons.noAnswerInTime],
    ['offline', reasons.unreachable],
  ])('costs nothing while the tried change does not tell: %s', async (type, why) => {
    const { connectivity, asked, answerChanges } = reachOf();
    answerChanges(no(failure(type, why)));
    await connectivity.recordChange(forbidden);
    await connectivity.recordChange(forbidden);
    for (let n = 0; n < 2; n++) {
      expect(await connectivity.recordChange(forbidden)).toMatchObject({
        reason: { type: type === 'offline' ? 'offline' : 'transient' },
      });
    }
    expect(asked.filter((one) => one === 'change')).toHaveLength(2);
    answerChanges(forbidden);
    expect(await connectivity.recordChange(forbidden)).toMatchObject({ reason: { type: 'sign-in' } });
  });

  test('to the tried change asks for no sign-in once the runner is closed', async () => {
    const { connectivity, answerChanges, close } = reachOf();
    answerChanges(forbidden);
    await connectivity.recordChange(forbidden);
    await connectivity.recordChange(forbidden);
    const third = connectivity.recordChange(forbidden);
    close();
    await third;
    expect(connectivity.pauseReason.type).toBe('none');
  });

  test('to twenty uploads in a row pauses the store, and each try after that until one is accepted', async () => {
    const { connectivity, asked, pass } = reachOf();
    const refusals = async (count: number): Promise<void> => {
      for (let n = 0; n < count; n++) {
        expect(await connectivity.recordUpload(forbidden)).toMatchObject({ reason: { type: 'refused' } });
      }
    };
    pass(1_000);
    await refusals(19);
    expect(connectivity.pauseReason.type).toBe('none');
    await connectivity.recordChange(ok(null));
    await refusals(1);
    const paused = { type: 'offline', since: 1_000, reason: { code: 'uploads-forbidden' } };
    expect(connectivity.pauseReason).toMatchObject({ ...paused, nextProbeAt: 301_000 });
    const before = asked.length;
    await connectivity.probe();
    expect(connectivity.pauseReason.type).toBe('none');
    expect(asked).toHaveLength(before);
    await refusals(1);
    expect(connectivity.pauseReason).toMatchObject(paused);
    for (const accepted of [ok(null), no(failure('refused', reasons.tooLarge))]) {
      await connectivity.probe();
      await connectivity.recordUpload(accepted);
      await refusals(19);
      expect(connectivity.pauseReason.type).toBe('none');
      await refusals(1);
      expect(connectivity.pauseReason).toMatchObject(paused);
    }
  });

  test('reported by another part has the token checked, too', async () => {
    const { connectivity, asked } = reachOf(forbidden);
    connectivity.recordResult(forbidden);
    await new Promise(setImmediate);
    expect(asked).toEqual(['summary']);
    expect(connectivity.pauseReason.type).toBe('sign-in');
  });
});
