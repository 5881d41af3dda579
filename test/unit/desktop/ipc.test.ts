import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { channelOf } from '../../../electron/desktop/channels.ts';
import { sendDelta, serveCalls, type CallService } from '../../../electron/desktop/ipc.ts';
import { calls, type Handlers } from '../../../shared/contract.ts';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { squareOnWhite } from '../../../shared/recipe-key.ts';
import { verbs, type Verb } from '../../../shared/verbs.ts';
import { saying } from '../../support/saying.ts';

type Listener = Parameters<CallService['ipcMain']['handle']>[1];

const ours = { isDestroyed: () => false } as WebContents;

/** A typed `ipcMain` with one handler for all verbs that records requests. */
function serve(
  answer: (request: unknown) => Outcome<unknown> = () => ok(null),
  options: Partial<Pick<CallService, 'checkResponses' | 'ourContents'>> = {},
  opening: Promise<void> | null = null,
) {
  const listeners = new Map<string, Listener>();
  const reached: [Verb, unknown][] = [];
  const logged: string[] = [];
  const record = (message: string) => void logged.push(message);
  const handlers = Object.fromEntries(
    verbs.map((verb) => [
      verb,
      (request: unknown) => {
        reached.push([verb, request]);
        return answer(request);
      },
    ]),
  ) as unknown as Handlers;
  const stop = serveCalls({
    ipcMain: {
      handle: (channel, listener) => void listeners.set(channel, listener),
      removeHandler: (channel) => void listeners.delete(channel),
    },
    handlers: opening === null ? handlers : opening.then(() => handlers),
    ourContents: () => ours,
    log: { info: record, warn: record, error: record },
    checkResponses: false,
    ...options,
  });
  const call = async (verb: Verb, payload: unknown[], event = fromPage()) => {
    const listener = listeners.get(channelOf(verb));
    if (!listener) throw new Error(`nobody listens for ${verb}`);
    return (await listener(event, ...payload)) as Outcome<unknown>;
  };
  return { listeners, reached, logged, call, stop };
}

function fromPage(url = 'packshot://app/', over: object = {}): IpcMainInvokeEvent {
  return { sender: ours, senderFrame: { url, parent: null }, ...over } as unknown as IpcMainInvokeEvent;
}

interface JsonSchema {
  type?: string;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  [keyword: string]: unknown;
}

/** What bounds a value of each type. Patterns of the contract give a length. */
const bounds: Partial<Record<string, readonly string[]>> = {
  string: ['maxLength', 'pattern', 'enum', 'const'],
  array: ['maxItems'],
  integer: ['maximum'],
  number: ['maximum'],
};

/** The places of a request where anything of any size may stand. */
function boundless(schema: JsonSchema, place: string): string[] {
  const { type = '', properties = {}, items, anyOf = [], oneOf = [] } = schema;
  return [
    ...((bounds[type] ?? []).some((bound) => bound in schema) || bounds[type] === undefined ? [] : [place]),
    ...Object.entries(properties).flatMap(([name, part]) => boundless(part, `${place}.${name}`)),
    ...(items === undefined ? [] : boundless(items, `${place}[]`)),
    ...[...anyOf, ...oneOf].flatMap((one) => boundless(one, place)),
  ];
}

/** One valid request per verb; a missing verb does not compile. */
const store = { storeId: 'a1b2c3' };
const target = { ...store, productId: 1 };
const page = { offset: 0, limit: 50 };
const wellFormed: Record<Verb, object> = {
  'app.snapshot': {},
  'app.openLink': { link: 'licence' },
  'app.dismissNotice': { noticeId: 1 },
  'app.changeSettings': { parallel: 2 },
  'app.networkChanged': { online: true },
  'app.examine': {},
  'app.exportSettings': {},
  'app.importSettings': {},
  'updates.check': {},
  'updates.install': {},
  'updates.cancel': {},
  'updates.skip': {},
  'network.signInToProxy': { server: 'http://proxy.example:8080', username: 'u', password: 'p' },
  'network.showProxySignIn': { shown: false },
  'stores.connect': { address: 'abc', accessToken: 'secret' },
  'stores.check': { address: 'abc', accessToken: 'secret' },
  'stores.connectPractice': {},
  'stores.signIn': { ...store, accessToken: 'secret' },
  'stores.select': store,
  'stores.disconnect': { ...store, discardWaiting: false },
  'stores.pause': store,
  'stores.resume': store,
  'stores.refresh': store,
  'stores.countImages': store,
  'stores.chooseApi': {
    ...store,
    api: 'v2',
    webdav: { url: 'https://x.example/dav/', username: 'u', password: 'p' },
  },
  'products.overview': store,
  'products.search': { ...store, query: 'mug', filter: 'all', ...page },
  'products.variants': { ...store, productIds: [7] },
  'alts.page': { ...store, after: 0 },
  'alts.save': { ...store, changes: [{ productId: 7, imageId: 1, before: '', alt: 'A mug' }] },
  'alts.steps': store,
  'alts.undo': store,
  'alts.redo': store,
  'alts.writeList': { ...store, rows: [{ productId: 7, imageId: 1, alt: 'A mug' }] },
  'alts.readList': store,
  'gallery.open': target,
  'gallery.close': {},
  'gallery.refresh': {},
  'gallery.clear': target,
  'gallery.arrange': { ...target, keys: ['image-1', 'entry-2'] },
  'gallery.describe': { ...target, changes: [{ key: 'image-1', alt: 'A mug' }] },
  'gallery.setThumbnail': { ...target, key: 'image-1' },
  'gallery.remove': { ...target, keys: ['image-1'] },
  'gallery.keep': { ...target, keys: ['image-1'] },
  'gallery.replace': { ...target, key: 'image-1', files: [{ path: '/a.jpg' }] },
  'gallery.copy': { ...target, keys: ['image-1'], toProductId: 2 },
  'gallery.asksBeforeUndo': target,
  'gallery.undo': target,
  'gallery.redo': target,
  'gallery.download': { ...target, key: 'image-1' },
  'gallery.facts': { ...target, key: 'image-1' },
  'gallery.copyImage': { ...target, key: 'entry-1' },
  'gallery.prepareDrag': { ...target, keys: ['image-1'] },
  'gallery.startDrag': { dragId: 1 },
  'intake.addSamples': {},
  'intake.addUrls': { ...target, urls: ['https://x.example/a.jpg'] },
  'intake.add': { ...target, source: 'drop', files: [{ path: '/a.jpg' }, { pasted: '0'.repeat(32) }] },
  'intake.choose': { ...target, kind: 'folder' },
  'intake.countTakeBack': { batchId: 1 },
  'intake.takeBack': { batchId: 1 },
  'recipes.list': { batchId: 1 },
  'recipes.save': { batchId: 1, name: 'Square', recipe: squareOnWhite },
  'recipes.setStandard': { storeId: 'store', name: 'Square' },
  'recipes.remove': { batchId: 1, name: 'Square' },
  'recipes.photos': { batchId: 1, itemIds: null },
  'recipes.examples': { batchId: 1, itemId: 1, recipe: squareOnWhite },
  'recipes.draw': { batchId: 1, itemId: 1, use: 'gallery', recipe: squareOnWhite },
  'recipes.endDrawing': {},
  'recipes.apply': { batchId: 1, itemIds: [1], use: 'variants', recipe: squareOnWhite },
  'review.matchByName': { batchId: 1 },
  'review.undo': { batchId: 1 },
  'review.redo': { batchId: 1 },
  'intake.cancel': { batchId: 1 },
  'intake.dismiss': { batchId: 1 },
  'review.rows': { batchId: 1, ...page },
  'review.items': { batchId: 1, itemIds: [1, 2] },
  'review.outline': { batchId: 1, view: { layout: 'sheet', filter: null } },
  'review.ids': { batchId: 1, section: 'ready', productId: null },
  'review.assign': { batchId: 1, itemIds: [1], productId: 2, variantId: null },
  'review.assignEach': { batchId: 1, itemIds: [1], targets: [{ productId: 2, variantIds: [3, 4] }] },
  'review.useCameraJpegs': { batchId: 1, itemIds: [1] },
  'review.addLinked': { batchId: 1, itemIds: [1] },
  'review.move': { batchId: 1, itemIds: [1], productId: 2, before: null },
  'review.change': { batchId: 1, itemIds: [1], change: { alt: 'A mug' } },
  'review.changeProduct': { batchId: 1, productId: 2, placement: 'before' },
  'review.changeBatch': { batchId: 1, change: { altTemplate: '{product}' } },
  'review.tryTemplate': { batchId: 1, altTemplate: '{product}' },
  'review.excludeSet': { batchId: 1, setId: 2 },
  'review.splitSet': { batchId: 1, itemId: 2 },
  'review.joinSet': { batchId: 1, setId: 1 },
  'review.planRun': { batchId: 1, setId: 1 },
  'review.giveRun': { batchId: 1, pairs: [{ setId: 1, productId: 2 }] },
  'review.acceptSet': { batchId: 1, setId: 1, product: { productId: 2, variantIds: [3] } },
  'review.acceptSuggested': { batchId: 1 },
  'review.acceptIds': { batchId: 1, view: { layout: 'list', filter: null } },
  'review.replaceNewVersions': { batchId: 1, view: { layout: 'list', filter: null } },
  'review.queue': { batchId: 1 },
  'matching.tryPatterns': { ...store, patterns: ['{sku}_{view}'], names: null },
  'app.chooseDataFolder': {},
  'app.moveDataFolder': {},
  'intake.addRecent': { ...store, folderId: 1 },
  'intake.clearRecent': {},
  'hotFolders.choose': store,
  'hotFolders.change': { hotFolderId: 1, change: { enabled: false } },
  'hotFolders.remove': { hotFolderId: 1 },
  'outbox.list': {
    ...store,
    filter: 'all',
    search: '',
    group: 'batch',
    sort: 'time',
    descending: true,
    ...page,
  },
  'outbox.cancel': { entryIds: [1] },
  'outbox.retry': { entryIds: [1] },
  'outbox.dismiss': { entryIds: [1] },
  'outbox.countOpen': { ...store, batchId: 1 },
  'outbox.cancelAll': store,
  'outbox.retryFailed': { ...store, productId: 1 },
  'outbox.sendFirst': { entryIds: [1] },
  'outbox.sendAllFirst': { ...store, batchId: 1 },
  'outbox.clearFinished': store,
  'outbox.report': { ...store, batchId: 1 },
  'products.facets': store,
  'products.openPage': { ...store, productId: 1, page: 'storefront' },
  'products.copy': { ...store, productId: 1, what: 'sku' },
  'products.printLabels': { ...store, productIds: [1] },
};

/** Fields that may hold any text. */
const freeTexts = new Set([
  'search',
  'username',
  'password',
  'query',
  'address',
  'accessToken',
  'altTemplate',
  'name',
]);
/** Fields whose request may leave all they change out. */
const partials = new Set(['change']);
/** Fields for which null has a meaning. */
const nullables = new Set([
  'intake.add productId',
  'intake.choose productId',
  'review.ids productId',
  'review.acceptSet product',
  'review.assign productId',
  'review.assign variantId',
  'review.useCameraJpegs itemIds',
  'review.move before',
  'recipes.photos itemIds',
  'recipes.setStandard name',
  'recipes.apply itemIds',
  'matching.tryPatterns names',
  'outbox.report batchId',
]);

const malformed: [string, (good: object) => unknown[]][] = [
  ['nothing at all', () => []],
  ['null', () => [null]],
  ['a text', () => ['{}']],
  ['a list', (good) => [[good]]],
  ['a field too many', (good) => [{ ...good, extra: 1 }]],
  ['a second argument', (good) => [good, good]],
];

const foreign: [string, IpcMainInvokeEvent][] = [
  ['other contents', fromPage(undefined, { sender: { isDestroyed: () => false } })],
  ['a frame inside the page', fromPage(undefined, { senderFrame: { url: 'packshot://app/', parent: {} } })],
  ['a frame that is gone', fromPage(undefined, { senderFrame: null })],
  ['another site', fromPage('https://app/')],
  ['another host', fromPage('packshot://app.example.com/')],
  ['a host dressed as ours', fromPage('packshot://app@example.com/')],
  ['a file', fromPage('file:///packshot://app/')],
  ['a blank page', fromPage('about:blank')],
];

test('calls of a page that loads faster than the app opens wait for it, and keep their order', async () => {
  const opening = Promise.withResolvers<void>();
  const { reached, call } = serve(undefined, {}, opening.promise);
  const early = [call('app.snapshot', [{}]), call('outbox.cancelAll', [store])];
  await new Promise((turn) => setImmediate(turn));
  expect(reached).toEqual([]);
  opening.resolve();
  expect(await Promise.all(early)).toEqual([ok(null), ok(null)]);
  expect(reached.map(([verb]) => verb)).toEqual(['app.snapshot', 'outbox.cancelAll']);
});

describe.each(verbs)('%s', (verb) => {
  it('takes no text, list or number without a bound', () => {
    const schema = z.toJSONSchema(calls[verb].request, { io: 'input' }) as JsonSchema;
    expect(boundless(schema, verb)).toEqual([]);
  });

  it('a valid request from our page reaches its handler', async () => {
    const { call, reached } = serve();
    expect(await call(verb, [wellFormed[verb]])).toEqual(ok(null));
    expect(reached).toEqual([[verb, wellFormed[verb]]]);
  });

  it.each(malformed)('refuses %s', async (_name, payload) => {
    const { call, reached } = serve();
    const outcome = await call(verb, payload(wellFormed[verb]));
    expect(outcome).toMatchObject({ ok: false, reason: { code: 'bad-request' } });
    expect(reached).toEqual([]);
  });

  it('refuses a field of another type', async () => {
    const { call, reached } = serve();
    const good = Object.entries(wellFormed[verb]);
    const wrongs = good.flatMap(([field]) =>
      [
        nullables.has(`${verb} ${field}`) ? true : null,
        partials.has(field) ? true : {},
        Number.NaN,
        freeTexts.has(field) ? [] : '../x',
      ].map((wrong) => ({ field, wrong })),
    );
    for (const { field, wrong } of wrongs) {
      const outcome = await call(verb, [{ ...wellFormed[verb], [field]: wrong }]);
      expect(outcome, `${field}: ${String(wrong)}`).toMatchObject({ reason: { code: 'bad-request' } });
    }
    expect(reached).toEqual([]);
  });

  it.each(foreign)('refuses %s', async (_name, event) => {
    const { call, reached, logged } = serve();
    const outcome = await call(verb, [wellFormed[verb]], event);
    expect(outcome).toMatchObject({ ok: false, reason: { code: 'foreign-sender' } });
    expect(reached).toEqual([]);
    expect(logged.join()).toContain(`Refused ${verb} from a foreign sender`);
  });

  it('refuses everyone while there is no window', async () => {
    const { call, reached } = serve(undefined, { ourContents: () => null });
    expect(await call(verb, [wellFormed[verb]])).toMatchObject({ reason: { code: 'foreign-sender' } });
    expect(reached).toEqual([]);
  });
});

describe('serving calls', () => {
  it('listens for the verbs only, and stops', () => {
    const { listeners, stop } = serve();
    expect([...listeners.keys()].toSorted()).toEqual(verbs.map(channelOf).toSorted());
    stop();
    expect(listeners.size).toBe(0);
  });

  it('passes on a reason unchanged', async () => {
    const reason = saying('The store refused the token.');
    const { call } = serve(() => no(reason));
    expect(await call('app.snapshot', [{}])).toEqual(no(reason));
  });

  it('returns a reason, and logs without the token, when a handler throws', async () => {
    const { call, logged } = serve(() => {
      throw new Error('could not send X-Auth-Token: s3cr3t-token');
    });
    const outcome = await call('stores.connect', [{ address: 'abc', accessToken: 's3cr3t-token' }]);
    expect(outcome).toMatchObject({ ok: false, reason: { code: 'internal' } });
    expect(JSON.stringify([outcome, logged])).not.toContain('s3cr3t-token');
    expect(logged.join()).toContain('could not send');
  });

  it.each([
    ['stores.chooseApi', { ...store, api: 'v2', webdav: { url: 'u', username: 'n', password: 's3cr3t' } }],
    ['network.signInToProxy', { server: 'http://proxy.example:8080', username: 'n', password: 's3cr3t' }],
  ] as const)('logs without the password when %s throws', async (verb, request) => {
    const { call, logged } = serve(() => {
      throw new Error('could not sign in with s3cr3t');
    });
    expect(await call(verb, [request])).toMatchObject({ ok: false, reason: { code: 'internal' } });
    expect(logged.join()).toContain('could not sign in with (secret)');
  });

  it('logs which field was malformed, never its value', async () => {
    const { call, logged } = serve();
    await call('stores.connect', [{ address: 5, accessToken: ['s3cr3t-token'] }]);
    expect(logged).toEqual([
      'Refused stores.connect, malformed: address: invalid_type, accessToken: invalid_type',
    ]);
  });

  it('validates answers if asked to', async () => {
    const wrong = () => ok({ batchId: 'one' });
    const request = [wellFormed['intake.add']];
    expect(await serve(wrong, { checkResponses: true }).call('intake.add', request)).toMatchObject({
      reason: { code: 'internal' },
    });
    expect(await serve(wrong).call('intake.add', request)).toEqual(wrong());
  });

  it('sends deltas to the existing window only', () => {
    const sent: unknown[] = [];
    const contents = (destroyed: boolean) =>
      ({
        isDestroyed: () => destroyed,
        send: (...message: unknown[]) => sent.push(message),
      }) as unknown as WebContents;
    const delta = { revision: 1, changes: [] };
    sendDelta(null, delta);
    sendDelta(contents(true), delta);
    sendDelta(contents(false), delta);
    expect(sent).toEqual([['packshot:delta', delta]]);
  });
});
