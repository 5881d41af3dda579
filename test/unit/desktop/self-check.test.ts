import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { selfCheck, withDropReported, type SelfCheck } from '../../../electron/desktop/self-check.ts';
import type { Handlers } from '../../../shared/contract.ts';
import { reason } from '../../../shared/messages/reason.ts';
import type { Finding } from '../../../shared/model.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'packshot-self-check-test-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fine: Finding = { id: 'decoders', verdict: 'good', text: reason('check-labels') };
const broken: Finding = { id: 'labels', verdict: 'problem', text: reason('check-labels-broken') };

interface Situation {
  /** What the page answers every script with. */
  answer?: unknown;
  load?: [event: string, ...args: unknown[]];
  /** The path that comes with a file; of the file that was given by default. */
  path?: string;
  findings?: Finding[];
}

function check({ answer = true, load = ['did-finish-load'], path, findings = [fine] }: Situation = {}) {
  const events = new EventEmitter();
  const sent: unknown[] = [];
  const steps: string[] = [];
  const dropped = Promise.withResolvers<string>();
  const contents = Object.assign(events, {
    executeJavaScript: () => Promise.resolve(answer),
    send: (...message: unknown[]) => void sent.push(message),
    debugger: {
      attach() {},
      detach() {},
      sendCommand(_method: string, { files }: { files?: string[] }) {
        if (files) dropped.resolve(path ?? files[0] ?? '');
        return Promise.resolve({ result: { objectId: 'input' } });
      },
    },
  }) as unknown as SelfCheck['contents'];
  const done = selfCheck({
    contents,
    deltaChannel: 'delta',
    folder,
    dropped: dropped.promise,
    examine: () => Promise.resolve(findings),
    tell: (step) => void steps.push(step),
  });
  events.emit(...load);
  return { done, steps, sent };
}

test('the check calls in both directions, drops a file, examines the computer, and reports its success last', async () => {
  const { done, steps, sent } = check();
  expect(await done).toEqual({
    passed: true,
    why: null,
    findings: [{ id: 'decoders', verdict: 'good', sentence: 'Barcodes and QR codes in photos can be read.' }],
  });
  expect(sent).toEqual([['delta', { revision: 0, changes: [] }]]);
  expect(steps).toEqual([
    'page',
    'call from the page',
    'call to the page',
    'dropped file',
    'computer',
    'passed',
  ]);
});

test('a call without an answer fails the check', async () => {
  const { done, steps } = check({ answer: false });
  await expect(done).rejects.toThrow('the page got no answer');
  expect(steps.at(-1)).toBe('call from the page');
});

test('a page that can’t be loaded fails the check', async () => {
  const { done, steps } = check({ load: ['did-fail-load', {}, -2, 'ERR_FAILED', 'packshot://app/', true] });
  await expect(done).rejects.toThrow('the page could not be loaded: ERR_FAILED');
  expect(steps).toEqual(['page']);
});

test('a file that comes without its path fails the check', async () => {
  const { done, steps } = check({ path: '' });
  await expect(done).rejects.toThrow('a dropped file came without its path');
  expect(steps.at(-1)).toBe('dropped file');
});

test('a finding that needs action fails the check, and all findings are told', async () => {
  const { done, steps } = check({ findings: [fine, broken] });
  const result = await done;
  expect(result).toMatchObject({
    passed: false,
    why: 'labels: Barcodes and QR codes in photos can’t be read.',
  });
  expect(result.findings).toHaveLength(2);
  expect(steps).not.toContain('passed');
});

test('files given to the page of a check are reported, and not taken in', async () => {
  const paths: string[] = [];
  const handlers = withDropReported({} as Handlers, (path) => void paths.push(path));
  const target = { storeId: 'a', productId: null, source: 'drop' as const };
  await handlers['intake.add']({ ...target, files: [{ path: '/photos/1.jpg' }] });
  await handlers['intake.add']({ ...target, files: [{ pasted: 'token' }] });
  expect(paths).toEqual(['/photos/1.jpg', '']);
});
