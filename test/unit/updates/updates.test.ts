import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { directNetwork } from '../../../electron/network/network.ts';
import { checkEveryMs, noUpdates, Updates } from '../../../electron/updates/updates.ts';
import { publicKeyOf } from '../../../scripts/package/update-manifest.mjs';
import { virtualClock } from '../bigcommerce/pacing/virtual-clock.ts';

const keys = [publicKeyOf(generateKeyPairSync('ed25519').privateKey)];

/** Counts checks by their begin: nothing listens at the feed. */
function counting(enabled: boolean, feed: 'there' | 'none' = 'there') {
  const clock = virtualClock();
  let checks = 0;
  let wasChecking = false;
  const updates: Updates = new Updates({
    ...noUpdates,
    feed: feed === 'none' ? null : { url: 'http://127.0.0.1:1/', keys },
    version: '1.0.0',
    network: directNetwork,
    clock,
    setting: () => ({ enabled, channel: 'stable', skippedVersion: null }),
    skip: () => undefined,
    isBusy: () => false,
    emit() {
      const { isChecking } = updates.view;
      if (isChecking && !wasChecking) checks += 1;
      wasChecking = isChecking;
    },
    log: { info: () => undefined, warn: () => undefined },
  });
  return { clock, updates, checks: () => checks };
}

test('the window comes first, then the first check, then one every six hours', async () => {
  const { clock, updates, checks } = counting(true);
  updates.start();
  await clock.pass(10_000);
  expect(checks()).toBe(0);
  await clock.pass(5_000);
  expect(checks()).toBe(1);
  await expect.poll(() => updates.view.isChecking).toBe(false);
  await clock.pass(checkEveryMs - 1);
  expect(checks()).toBe(1);
  await clock.pass(1);
  expect(checks()).toBe(2);
  updates.close();
});

test.each([
  ['switched off', false, 'there'],
  ['built without a feed', true, 'none'],
] as const)('a copy that is %s never checks', async (_what, enabled, feed) => {
  const { clock, updates, checks } = counting(enabled, feed);
  updates.start();
  await clock.pass(10 * checkEveryMs);
  expect(checks()).toBe(0);
});

test('a closed app checks no more', async () => {
  const { clock, updates, checks } = counting(true);
  updates.start();
  updates.close();
  await clock.pass(checkEveryMs);
  expect(checks()).toBe(0);
});
