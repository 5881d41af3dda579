import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { openPool } from '../pictures/pool/open-pool.ts';
import { selfCheck, type SelfCheck } from '../../../electron/desktop/self-check.ts';

const pictures = openPool();
afterAll(() => pictures.close());

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'packshot-self-check-test-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A page that answers every script with `answer`, and has loaded or failed. */
function check(answer: unknown, load: [event: string, ...args: unknown[]]) {
  const events = new EventEmitter();
  const sent: unknown[] = [];
  const steps: string[] = [];
  const contents = Object.assign(events, {
    executeJavaScript: () => Promise.resolve(answer),
    send: (...message: unknown[]) => void sent.push(message),
  }) as unknown as SelfCheck['contents'];
  const tell = (step: string) => void steps.push(step);
  const done = selfCheck({ contents, deltaChannel: 'delta', folder, pictures, tell });
  events.emit(...load);
  return { done, steps, sent };
}

test('the check calls in both directions, decodes a picture with each decoder, and reports its success last', async () => {
  const { done, steps, sent } = check(true, ['did-finish-load']);
  await done;
  expect(sent).toEqual([['delta', { revision: 0, changes: [] }]]);
  expect(steps).toEqual([
    'page',
    'call from the page',
    'call to the page',
    'jpeg picture',
    'heic picture',
    'bmp picture',
    'passed',
  ]);
});

test('a call without an answer fails the check', async () => {
  const { done, steps } = check(false, ['did-finish-load']);
  await expect(done).rejects.toThrow('the page got no answer');
  expect(steps.at(-1)).toBe('call from the page');
});

test('a page that can’t be loaded fails the check', async () => {
  const { done, steps } = check(true, ['did-fail-load', {}, -2, 'ERR_FAILED', 'packshot://app/', true]);
  await expect(done).rejects.toThrow('the page could not be loaded: ERR_FAILED');
  expect(steps).toEqual(['page']);
});
