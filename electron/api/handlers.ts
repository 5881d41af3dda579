import type { Batches } from '../batches/batches.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Network } from '../network/network.ts';
import type { Notices } from './notices.ts';
import type { TileFiles } from '../gallery/tile-files.ts';
import type { OpenGallery } from '../gallery/open-gallery.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Matcher } from '../matching/matcher.ts';
import { overviewOf } from './overview.ts';
import { searchProducts } from './search-products.ts';
import { pathOfGiven, type PastedPictures } from './pasted-files.ts';
import type { Projection } from './projection.ts';
import type { HotFolders } from '../batches/hot-folders.ts';
import type { RecentFolders } from '../batches/recent-folders.ts';
import { stillTakingIn, stillUnderReview } from '../batches/batch-messages.ts';
import type { Updates } from '../updates/updates.ts';
import type { SettingsTable } from '../storage/settings-table.ts';
import { unknownStore, type Stores } from '../stores/stores.ts';
import { addWebPictures } from '../batches/web-pictures.ts';
import type { Handlers } from '../../shared/contract.ts';
import { reason } from '../../shared/messages/reason.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import type { Finding } from '../../shared/model.ts';
import type { Verb } from '../../shared/verbs.ts';

/** Calls that need a dialog or a browser are handled in `desktop/`. */
export type AppHandlers = Handlers<Exclude<Verb, DesktopVerb>>;
type DesktopVerb =
  | 'app.openLink'
  | 'app.exportSettings'
  | 'app.importSettings'
  | 'app.chooseDataFolder'
  | 'app.moveDataFolder'
  | 'gallery.download'
  | 'gallery.copyImage'
  | 'gallery.prepareDrag'
  | 'gallery.startDrag'
  | 'alts.writeList'
  | 'alts.readList'
  | 'intake.choose'
  | 'outbox.report'
  | 'products.openPage'
  | 'products.copy'
  | 'products.printLabels'
  | 'hotFolders.choose';

export type GalleryEditVerb = Exclude<
  Extract<Verb, `gallery.${string}`>,
  DesktopVerb | 'gallery.open' | 'gallery.close' | 'gallery.refresh' | 'gallery.facts'
>;

export type AltVerb = Exclude<Extract<Verb, `alts.${string}`>, DesktopVerb>;

export type ReviewVerb =
  | Extract<Verb, `review.${string}` | `matching.${string}`>
  | 'hotFolders.change'
  | 'hotFolders.remove';

export type RecipeVerb = Extract<Verb, `recipes.${string}`>;

interface Services {
  projection: Projection;
  stores: Stores;
  outbox: Outbox;
  catalog: Catalog;
  matcher: Pick<Matcher, 'similar'>;
  gallery: OpenGallery;
  tileFiles: Pick<TileFiles, 'facts' | 'isOwn'>;
  batches: Batches;
  hotFolders: HotFolders;
  recentFolders: RecentFolders;
  pasted: PastedPictures;
  settings: SettingsTable;
  notices: Notices;
  network: Network;
  updates: Updates;
  examine(): Promise<Finding[]>;
}

const done: Outcome<null> = ok(null);

/** Payloads are validated before they get here. */
export function createHandlers(
  services: Services,
): Handlers<Exclude<Verb, DesktopVerb | ReviewVerb | RecipeVerb | GalleryEditVerb | AltVerb>> {
  const {
    projection,
    stores,
    outbox,
    catalog,
    matcher,
    gallery,
    tileFiles,
    batches,
    hotFolders,
    recentFolders,
    pasted,
    settings,
    notices,
    network,
    updates,
    examine,
  } = services;
  return {
    'app.snapshot': () => ok(projection.snapshot()),
    'app.dismissNotice': ({ noticeId }) => {
      notices.dismiss(noticeId);
      return done;
    },
    'app.changeSettings': (change) => {
      const current = settings.change(change);
      for (const store of stores.list()) outbox.runner(store.id)?.pump();
      return ok(current);
    },
    'app.networkChanged': ({ online }) => {
      if (online) stores.networkMayBeBack();
      else stores.networkMayBeGone();
      return done;
    },

    'app.examine': async () => ok({ findings: await examine() }),

    'updates.check': () => updates.check(),
    'updates.install': () => updates.install(),
    'updates.cancel': () => updates.cancel(),
    'updates.skip': () => updates.skip(),

    'network.signInToProxy': async ({ server, username, password }) => {
      await network.answerSignIn(server, { username, password });
      stores.networkMayBeBack();
      return done;
    },
    'network.showProxySignIn': ({ shown }) => {
      network.showSignIn(shown);
      return done;
    },

    'stores.connect': ({ address, accessToken }) => stores.connect(address, accessToken),
    'stores.check': ({ address, accessToken }) => stores.check(address, accessToken),
    'stores.connectPractice': () => stores.connectPractice(),
    'stores.signIn': ({ storeId, accessToken }) => stores.signIn(storeId, accessToken),
    'stores.select': ({ storeId }) => stores.select(storeId),
    'stores.disconnect': async ({ storeId, discardWaiting }) => {
      if (!discardWaiting) {
        if (batches.isTakingIn(storeId)) return no(stillTakingIn);
        const photos = batches.inReview(storeId);
        if (photos > 0) return no(stillUnderReview(photos));
      } else await batches.abandonStore(storeId);
      const left = await stores.disconnect(storeId, discardWaiting);
      if (stores.api(storeId) === undefined) {
        await batches.abandonStore(storeId);
        await hotFolders.abandonStore(storeId);
      }
      return left;
    },
    'stores.pause': ({ storeId }) => stores.pause(storeId, true),
    'stores.resume': ({ storeId }) => stores.pause(storeId, false),
    'stores.countImages': ({ storeId }) => stores.countImages(storeId),
    'stores.chooseApi': (choice) =>
      stores.chooseApi(choice.storeId, choice.api, choice.api === 'v2' ? choice.webdav : undefined),
    'stores.refresh': ({ storeId }) => {
      stores.refreshCatalog(storeId, true);
      return done;
    },

    'products.search': ({ storeId, ...query }) =>
      ok(searchProducts({ catalog, matcher, outbox }, storeId, query)),
    'products.facets': ({ storeId }) => ok(catalog.facets(storeId)),
    'products.overview': ({ storeId }) => ok(overviewOf({ catalog, outbox, batches }, storeId)),
    'products.variants': ({ storeId, productIds }) =>
      ok({ variants: catalog.variantsOf(storeId, productIds) }),

    'gallery.open': ({ storeId, productId }) => gallery.open(storeId, productId),
    'gallery.close': () => {
      gallery.close();
      return done;
    },
    'gallery.refresh': () => {
      void gallery.refresh();
      return done;
    },

    'gallery.facts': async ({ key, ...target }) => {
      const facts = await tileFiles.facts(target, key);
      return facts === null ? no(reason('picture-not-had')) : ok(facts);
    },

    'intake.add': ({ files, before, ...target }) => {
      const paths = files.map((file) => pathOfGiven(file, pasted));
      if (paths.some((path) => tileFiles.isOwn(path))) return no(reason('own-image-dropped'));
      const added = batches.add(target, paths, { before });
      if (!added.ok) return added;
      void recentFolders.remember(paths);
      void pasted.forgetAfter(added.value.finished, files);
      return ok({ batchId: added.value.batchId });
    },
    'intake.addRecent': async ({ storeId, folderId }) => {
      const path = await recentFolders.find(folderId);
      if (!path.ok) return path;
      const added = batches.add({ storeId, productId: null, source: 'dialog' }, [path.value]);
      if (!added.ok) return added;
      void recentFolders.remember([path.value]);
      return ok({ batchId: added.value.batchId });
    },
    'intake.clearRecent': () => {
      recentFolders.clear();
      return done;
    },
    'intake.addSamples': async () => {
      const samples = await stores.practiceSamples();
      if (!samples.ok) return samples;
      const { storeId, folder } = samples.value;
      const added = batches.add({ storeId, productId: null, source: 'dialog' }, [folder]);
      return added.ok ? ok({ storeId, batchId: added.value.batchId }) : added;
    },
    'intake.addUrls': ({ storeId, productId, urls }) => {
      if (!stores.api(storeId)) return no(unknownStore);
      const verdicts = addWebPictures({ catalog, outbox }, { storeId, productId }, urls);
      const refused = verdicts.flatMap(({ url, reason }) => (reason ? [{ url, reason }] : []));
      return ok({ queued: verdicts.length - refused.length, refused });
    },
    'intake.countTakeBack': ({ batchId }) => ok(batches.countTakeBack(batchId)),
    'intake.takeBack': ({ batchId }) => {
      batches.takeBack(batchId);
      return done;
    },
    'intake.cancel': ({ batchId }) => {
      batches.cancel(batchId);
      return done;
    },
    'intake.dismiss': async ({ batchId }) => {
      await batches.dismiss(batchId);
      return done;
    },

    'outbox.list': ({ offset, limit, ...query }) => ok(outbox.list(query, offset, limit)),
    'outbox.cancel': ({ entryIds }) => {
      outbox.cancel(entryIds);
      return done;
    },
    'outbox.retry': ({ entryIds }) => {
      outbox.retry(entryIds);
      return done;
    },
    'outbox.dismiss': ({ entryIds }) => withoutChecked(outbox.dismiss(entryIds)),
    'outbox.countOpen': ({ storeId, ...part }) => ok(outbox.counts.open(storeId, part)),
    'outbox.cancelAll': ({ storeId, ...part }) => {
      outbox.cancelAll(storeId, part);
      return done;
    },
    'outbox.retryFailed': ({ storeId, ...part }) => {
      outbox.retryFailed(storeId, part);
      return done;
    },
    'outbox.sendFirst': ({ entryIds }) => {
      outbox.sendFirst(entryIds);
      return done;
    },
    'outbox.sendAllFirst': ({ storeId, ...part }) => {
      outbox.sendAllFirst(storeId, part);
      return done;
    },
    'outbox.clearFinished': ({ storeId }) => withoutChecked(outbox.clearFinished(storeId)),
  };
}

/** Says why some of what was dismissed is still listed. `count`: how many. */
function withoutChecked(count: number): Outcome<null> {
  return count === 0 ? done : no(reason('still-checked', { count }));
}
