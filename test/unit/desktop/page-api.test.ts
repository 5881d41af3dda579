import { describe, expect, it } from 'vitest';
import { pageApi, type PreloadBridge } from '../../../electron/desktop/page-api.ts';
import { verbs } from '../../../shared/verbs.ts';

function make(over: Partial<PreloadBridge> = {}) {
  const invoked: unknown[][] = [];
  const api = pageApi({
    invoke: async (...call) => void invoked.push(call),
    listen: () => () => undefined,
    pathOf: (file) => (file.name.startsWith('/') ? file.name : ''),
    keep: async (file) => `token of ${file.name}`,
    ...over,
  });
  return { api, invoked };
}

const target = { storeId: 'a', productId: 1, source: 'drop' } as const;

describe('window.packshot', () => {
  it('has one function per verb and onDelta, nothing else', () => {
    const { api } = make();
    const { onDelta, ...areas } = api;
    const names = Object.entries(areas).flatMap(([area, actions]) =>
      Object.keys(actions).map((action) => `${area}.${action}`),
    );
    expect(names.toSorted()).toEqual([...verbs].toSorted());
    expect(onDelta).toBeTypeOf('function');
  });

  it('sends a request on its verb’s channel', async () => {
    const { api, invoked } = make();
    await api.stores.select({ storeId: 'a' });
    expect(invoked).toEqual([['packshot:stores.select', { storeId: 'a' }]]);
  });

  it('replaces files by paths, or by tokens where there is no path', async () => {
    const { api, invoked } = make();
    await api.intake.add(target, [new File([], '/a.jpg'), new File([], 'pasted.png')]);
    const files = [{ path: '/a.jpg' }, { pasted: 'token of pasted.png' }];
    expect(invoked).toEqual([['packshot:intake.add', { ...target, files }]]);
  });

  it('ignores paths given by the page', async () => {
    const { api, invoked } = make();
    const forged = { ...target, files: [{ path: '/etc/passwd' }] };
    await api.intake.add(forged, [new File([], '/a.jpg')]);
    expect(invoked).toEqual([['packshot:intake.add', { ...target, files: [{ path: '/a.jpg' }] }]]);
  });

  it('returns a reason when a file’s bytes can’t be passed', async () => {
    const { api, invoked } = make({ keep: () => Promise.reject(new Error('too large')) });
    expect(await api.intake.add(target, [new File([], 'x.png')])).toMatchObject({
      ok: false,
      reason: { code: 'file-unreadable' },
    });
    expect(invoked).toEqual([]);
  });

  it('passes deltas to the listener until it unsubscribes', () => {
    let send = (_message: unknown) => {};
    let listening = true;
    const { api } = make({
      listen(channel, listener) {
        expect(channel).toBe('packshot:delta');
        send = listener;
        return () => {
          listening = false;
        };
      },
    });
    const heard: unknown[] = [];
    const stop = api.onDelta((delta) => heard.push(delta));
    send({ revision: 1, changes: [] });
    stop();
    expect([heard, listening]).toEqual([[{ revision: 1, changes: [] }], false]);
  });
});
