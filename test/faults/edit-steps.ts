import type { App } from '../../electron/app.ts';
import type { Tile } from '../../shared/model.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Edit } from './plan.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

interface Target {
  storeId: string;
  productId: number;
}

/**
 * Edits a gallery by the calls of the window. Skips what is already as wanted, as a person would who repeats
 * uncertain edits. Throws if an edit is impossible.
 */
export async function carryOutEdit(app: App, target: Target, edit: Edit): Promise<void> {
  const { handlers } = app;
  const keysOf = (names: readonly string[]): string[] => {
    const byName = new Map(tilesOf(app, target).map((tile) => [nameOf(tile), tile.key]));
    return names.flatMap((name) => byName.get(name) ?? []);
  };
  switch (edit.is) {
    case 'open':
      worked(await handlers['gallery.open'](target));
      await seen(app, target.storeId);
      return;
    case 'pause':
    case 'resume':
      worked(app.stores.pause(target.storeId, edit.is === 'pause'));
      return;
    case 'arrange':
      worked(await handlers['gallery.arrange']({ ...target, keys: keysOf(edit.order) }));
      return;
    case 'describe': {
      const changes = edit.alts.flatMap(({ name, alt }) => keysOf([name]).map((key) => ({ key, alt })));
      if (changes.length > 0) worked(await handlers['gallery.describe']({ ...target, changes }));
      return;
    }
    case 'thumbnail': {
      for (const key of keysOf([edit.name]))
        worked(await handlers['gallery.setThumbnail']({ ...target, key }));
      return;
    }
    case 'remove': {
      const keys = keysOf(edit.names).filter((key) => !isGoing(app, target, key));
      if (keys.length > 0) worked(await handlers['gallery.remove']({ ...target, keys }));
      return;
    }
    case 'keep': {
      const keys = keysOf(edit.names).filter((key) => isGoing(app, target, key));
      if (keys.length > 0) worked(await handlers['gallery.keep']({ ...target, keys }));
      return;
    }
    case 'replace': {
      const [key] = keysOf([edit.name]);
      if (key === undefined) return;
      const files = [{ path: edit.path }];
      const { batchId } = worked(await handlers['gallery.replace']({ ...target, key, files }));
      await takenIn(app, batchId);
      return;
    }
    case 'drop': {
      // After a restart the gallery is listed again, and an image that somebody else removed is no longer
      // there to drop before: a person drops before the next one.
      const [before] = keysOf([edit.before, ...(edit.orBefore ?? [])]);
      const added = worked(app.addFiles({ ...target, source: 'drop' }, edit.paths, { before }));
      await takenIn(app, added.batchId);
    }
  }
}

/** People edit what they see. Throws if they would have to sign in first. */
async function seen(app: App, storeId: string): Promise<void> {
  for (;;) {
    const gallery = galleryOf(app);
    if (gallery?.refreshedAt != null) return;
    if (app.outbox.state(storeId).type === 'needs-sign-in') throw new Error('signed out');
    if (gallery && !gallery.refreshing) await app.handlers['gallery.refresh']({});
    await new Promise((wake) => setTimeout(wake, 5));
  }
}

/** As when a person drops again what an earlier process had queued. */
const knownAlready: ReadonlySet<string> = new Set(['already-there', 'already-queued']);

async function takenIn(app: App, batchId: number): Promise<void> {
  for (;;) {
    const batch = app.batches.view(batchId);
    if (batch?.problem != null) throw new Error(sentenceOf(batch.problem));
    const refused = batch?.refused.find(({ reason }) => !knownAlready.has(reason.code));
    if (refused) throw new Error(`${refused.fileName}: ${sentenceOf(refused.reason)}`);
    if (batch?.phase === 'queued') return;
    await new Promise((wake) => setTimeout(wake, 5));
  }
}

function isGoing(app: App, target: Target, key: string): boolean {
  const tile = tilesOf(app, target).find((one) => one.key === key);
  return tile?.type === 'image' && tile.pending.removal !== null;
}

function tilesOf(app: App, target: Target): Tile[] {
  let gallery = galleryOf(app);
  if (gallery?.product.id !== target.productId) {
    worked(app.handlers['gallery.open'](target) as Outcome<unknown>);
    gallery = galleryOf(app);
  }
  return gallery?.tiles ?? [];
}

function galleryOf(app: App) {
  const snapshot = app.handlers['app.snapshot']({});
  return 'ok' in snapshot && snapshot.ok ? snapshot.value.gallery : null;
}

function nameOf(tile: Tile): string {
  return (tile.type === 'image' ? tile.fileName : tile.entry.fileName).replace(/\.[^.]*$/, '');
}

function worked<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(sentenceOf(outcome.reason));
  return outcome.value;
}
