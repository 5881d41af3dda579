import type { Delta, Finding, Gallery, Overview } from '../../../../shared/model.ts';
import { reason } from '../../../../shared/messages/reason.ts';
import { no, ok, type Outcome } from '../../../../shared/outcome.ts';
import type { HotFolder, Variant } from '../../../../shared/review.ts';
import type { PackshotApi } from '../../../../shared/packshot-api.ts';
import { FakeAlts } from './alts.ts';
import { asked, FakeGallery } from './gallery.ts';
import { tryPatterns } from './matching.ts';
import { fakeRecipes } from './recipes.ts';
import { FakeReview } from './review.ts';
import { listEntries } from './outbox-list.ts';
import { sceneNames, type SceneName } from './scene-names.ts';
import { unreachable } from './scene-parts.ts';
import { sceneOf, type Scene } from './scenes.ts';

/** A check with every verdict. */
const findings: Finding[] = [
  { id: 'keychain', verdict: 'good', text: reason('check-keychain') },
  {
    id: 'data-folder',
    verdict: 'notice',
    text: reason('check-disk-nearly-full', { path: '/home/mia/.config/Packshot', megabytes: 1_240 }),
  },
  {
    id: 'store',
    verdict: 'problem',
    text: reason('certificate-untrusted', {
      host: 'api.bigcommerce.com',
      named: 'yes',
      issuer: 'Example Office Inspection CA',
    }),
  },
];

/**
 * A fake main process: answers `window.packshot` from one scene, so that the window runs alone. `uploading!` also
 * plays progress, and `huge!` starts ten uploads a second.
 */
const facets = {
  categories: [
    { id: 1, name: 'Kitchen and table, stoneware and porcelain' },
    { id: 2, name: 'Textiles' },
  ],
  brands: [
    { id: 1, name: 'Alder' },
    { id: 2, name: 'Birk & Søn' },
  ],
};

export function playScene(hash: string): void {
  const playing = hash.endsWith('!');
  const wanted = sceneNames.find((name) => name === hash.replace('!', '')) ?? 'gallery';
  const listeners = new Set<(delta: Delta) => void>();
  const scene = sceneOf(wanted);
  let revision = scene.snapshot.revision;
  let hotFolders: HotFolder[] = scene.snapshot.hotFolders;
  const review = new FakeReview(scene.photos ?? [], scene.products, tellReview, scene.dropped);
  const alts = new FakeAlts(scene.products);
  /** Files given to intake, for a test; `fakeTell` lets the test send a delta. */
  const added: { productId: number | null; names: string[] }[] = [];

  /** Sends the edited gallery at the pace of main's deltas. */
  const edits = new FakeGallery(
    () => scene.snapshot.gallery,
    (gallery) => {
      scene.snapshot.gallery = gallery;
      setTimeout(() => tell([{ of: 'gallery', gallery }]), 60);
    },
  );

  /** Updates the batch after a change in its review; the batch ends when nothing is left. */
  function tellReview(): void {
    const batch = scene.snapshot.batches.find((each) => each.review !== null);
    if (batch === undefined) return;
    const summary = review.summary();
    const left = summary.ready + summary.choose + summary.unusable + summary.skipped;
    const next =
      left === 0 ? { ...batch, phase: 'queued' as const, review: null } : { ...batch, review: summary };
    setTimeout(() => tell([{ of: 'batch', batch: next }]), 0);
  }

  function tell(changes: Delta['changes']): void {
    revision += 1;
    for (const listener of listeners) listener({ revision, changes });
  }

  const accountRefused = reason('wrong-webdav-password');
  const never = new Promise<never>(() => {});
  const done = (): Promise<Outcome<null>> => Promise.resolve(ok(null));

  function fake({ snapshot, products, entries }: Scene, name: SceneName): PackshotApi {
    return {
      app: {
        snapshot: () =>
          Promise.resolve(name === 'broken' ? no(reason('main-silent')) : ok({ ...snapshot, revision })),
        openLink: done,
        networkChanged: done,
        examine: () => Promise.resolve(ok({ findings })),
        chooseDataFolder: () =>
          Promise.resolve(
            ok({
              chosen: {
                path: '/media/anna/Studio drive/Dropbox/Packshot',
                megabytes: 1_240,
                warning: reason('new-folder-in-cloud', { service: 'Dropbox' }),
              },
            }),
          ),
        moveDataFolder: () => new Promise<never>(() => undefined),
        exportSettings: () => Promise.resolve(ok({ saved: false })),
        importSettings: () => Promise.resolve(ok({ imported: null })),
        dismissNotice: () => {
          tell([{ of: 'notices', notices: [] }]);
          return done();
        },
        changeSettings: (part) => {
          const settings = { ...snapshot.settings, ...part };
          snapshot.settings = settings;
          tell([{ of: 'settings', settings }]);
          return Promise.resolve(ok(settings));
        },
      },
      updates: { check: done, install: done, cancel: done, skip: done },
      stores: {
        connect: () =>
          Promise.resolve({
            ok: false,
            reason: reason('token-not-accepted', { hash: 'abc123' }),
          }),
        check: () => Promise.resolve(ok({ hash: 'k7x2m9q1', name: 'Alder & Birk', productCount: 40 })),
        connectPractice: () => {
          const full = sceneOf('no-product').snapshot;
          tell([{ of: 'stores', stores: full.stores, currentStoreId: full.currentStoreId }]);
          return Promise.resolve(ok({ storeId: 'alder' }));
        },
        signIn: done,
        select: done,
        disconnect: done,
        pause: () => setState({ type: 'paused' }),
        resume: () => setState({ type: 'ready' }),
        refresh: done,
        countImages: () => (name === 'counted' ? never : Promise.resolve(ok({ images: 12_345 }))),
        chooseApi: (request) => (request.api === 'v3' ? done() : Promise.resolve(no(accountRefused))),
      },
      products: {
        printLabels: () => Promise.resolve(ok({ labels: null })),
        openPage: done,
        copy: done,
        facets: () => Promise.resolve(ok(facets)),
        search: ({ query, filter, offset, limit }) => {
          if (name === 'loading') return never;
          if (name === 'no-list') return Promise.resolve(no(unreachable));
          const words = query.toLowerCase();
          if (words === 'similr')
            return Promise.resolve(ok({ total: 3, similar: true, products: products.slice(0, 3) }));
          const found = products.filter(
            (each) =>
              (filter !== 'no-images' || each.imageCount === 0) &&
              `${each.name} ${each.sku}`.toLowerCase().includes(words),
          );
          const page = found.slice(offset, offset + limit);
          return Promise.resolve(ok({ total: found.length, similar: false, products: page }));
        },
        overview: () =>
          name === 'loading' ? never : Promise.resolve(ok(overviewOf(products, name === 'home-first'))),
        variants: ({ productIds }) =>
          Promise.resolve(ok({ variants: productIds.flatMap((id) => variantsOf(id, products)) })),
      },
      gallery: {
        open: ({ productId }) => {
          if (name === 'no-gallery') return Promise.resolve(no(unreachable));
          const shown = snapshot.gallery;
          if (shown?.product.id === productId) return Promise.resolve(ok(shown));
          const product = products.find(({ id }) => id === productId);
          const any = sceneOf('gallery').snapshot.gallery;
          if (!product || !any) return never;
          if (name === 'gallery-gone') {
            return Promise.resolve(ok({ ...any, product, tiles: [], problem: reason('unknown-product') }));
          }
          return Promise.resolve(ok({ ...any, product, tiles: any.tiles.slice(0, product.imageCount) }));
        },
        close: done,
        refresh: done,
        asksBeforeUndo: () => Promise.resolve(ok(null)),
        clear: done,
        ...edits.verbs,
      },
      intake: {
        addRecent: () => Promise.resolve(ok({ batchId: 2 })),
        clearRecent: () => {
          snapshot.recentFolders = [];
          tell([{ of: 'recent-folders', recentFolders: [] }]);
          return done();
        },
        add: ({ productId }, files) => {
          added.push({ productId, names: files.map((file) => file.name) });
          return Promise.resolve(ok({ batchId: 2 }));
        },
        choose: () => Promise.resolve(ok({ batchId: null })),
        addSamples: () => Promise.resolve(ok({ storeId: 'practice', batchId: 2 })),
        addUrls: ({ urls }) => {
          const refused = urls
            .filter((url) => url.includes('twice'))
            .map((url) => ({ url, reason: reason('address-twice') }));
          return Promise.resolve(ok({ queued: urls.length - refused.length, refused }));
        },
        cancel: done,
        countTakeBack: () => Promise.resolve(ok({ open: 8, arrived: 3, stays: 0 })),
        takeBack: done,
        dismiss: ({ batchId }) => {
          tell([{ of: 'batch-gone', batchId }]);
          return done();
        },
      },
      review: review.verbs,
      recipes: fakeRecipes(() => review.photos),
      alts: alts.verbs,
      matching: { tryPatterns: ({ patterns, names }) => Promise.resolve(ok(tryPatterns(patterns, names))) },
      network: { signInToProxy: done, showProxySignIn: done },
      hotFolders: {
        choose: () => Promise.resolve(ok({ hotFolderId: null })),
        change: ({ hotFolderId, change }) => {
          const { enabled, sendsCertain } = change;
          hotFolders = hotFolders.map((each) =>
            each.id === hotFolderId
              ? { ...each, enabled: enabled ?? each.enabled, sendsCertain: sendsCertain ?? each.sendsCertain }
              : each,
          );
          tell([{ of: 'hot-folders', hotFolders }]);
          return done();
        },
        remove: ({ hotFolderId }) => {
          hotFolders = hotFolders.filter(({ id }) => id !== hotFolderId);
          tell([{ of: 'hot-folders', hotFolders }]);
          return done();
        },
      },
      outbox: {
        list: (query) => Promise.resolve(ok(listEntries(entries, query))),
        cancel: done,
        retry: done,
        dismiss: done,
        countOpen: () =>
          Promise.resolve(ok({ photos: 212, variantImages: 0, changes: 3, removals: 0, clears: 0 })),
        cancelAll: done,
        retryFailed: done,
        sendFirst: done,
        sendAllFirst: done,
        clearFinished: done,
        report: () => Promise.resolve(ok({ rows: 812 })),
      },
      onDelta: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };

    function setState(state: (typeof snapshot.stores)[number]['state']): Promise<Outcome<null>> {
      const stores = snapshot.stores.map((each) =>
        each.id === snapshot.currentStoreId ? { ...each, state } : each,
      );
      tell([{ of: 'stores', stores, currentStoreId: snapshot.currentStoreId }]);
      return done();
    }
  }

  Object.assign(window, {
    packshot: fake(scene, wanted),
    fakeAdded: added,
    fakeAsked: asked,
    fakeTell: tell,
  });

  if (playing) {
    let sent = 0;
    setInterval(() => {
      sent += 80_000;
      if (wanted === 'huge') {
        tell([{ of: 'gallery', gallery: withOneMoreSending() }]);
        return;
      }
      tell([{ of: 'progress', items: [9000, 9001].map((entryId) => ({ entryId, sent: sent % 2_400_000 })) }]);
    }, 100);
  }

  /** As after IPC: equal, but no object is the same. */
  function withOneMoreSending(): Gallery | null {
    const gallery = structuredClone(scene.snapshot.gallery);
    const next = gallery?.tiles.find((tile) => tile.type === 'entry' && tile.entry.state.type === 'waiting');
    if (next?.type === 'entry') next.entry.state = { type: 'sending' };
    scene.snapshot.gallery = gallery;
    return gallery;
  }
}

function overviewOf(products: Scene['products'], isFirstStart: boolean): Overview {
  const without = products.filter(({ imageCount }) => imageCount === 0);
  const withImages = products.filter(({ imageCount }) => imageCount > 0);
  return {
    withoutImages: { total: without.length, products: without.slice(0, 8) },
    missingAlts: {
      images: withImages.length * 2,
      products: withImages
        .slice(0, 8)
        .map((product) => ({ product, missing: Math.min(4, product.imageCount) })),
    },
    newest: withImages.flatMap(({ id, name, thumbnail }) =>
      thumbnail === null ? [] : [{ productId: id, productName: name, imageId: id, picture: thumbnail }],
    ),
    isFirstStart,
  };
}

/** Every second product has three variants; the last has no SKU of its own. */
function variantsOf(productId: number, products: Scene['products']): Variant[] {
  const product = products.find(({ id }) => id === productId);
  if (product === undefined || product.sku === '' || productId % 2 === 1) return [];
  return ['S', 'M', 'L'].map((size, place) => ({
    productId,
    variantId: productId * 10 + place,
    sku: size === 'L' ? '' : `${product.sku}-${size}`,
    label: size,
    options: [{ name: 'Size', value: size }],
  }));
}
