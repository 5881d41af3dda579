import type { Catalog } from '../catalog/catalog.ts';
import type { AltEdits } from '../gallery/alts/alt-edits.ts';
import { altPage } from '../gallery/alts/alt-rows.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { unknownStore, type Stores } from '../stores/stores.ts';
import type { Handlers } from '../../shared/contract.ts';
import { no, ok } from '../../shared/outcome.ts';
import type { AltVerb } from './handlers.ts';

interface AltServices {
  catalog: Catalog;
  outbox: Outbox;
  altEdits: AltEdits;
  stores: Stores;
}

export function createAltHandlers({ catalog, outbox, altEdits, stores }: AltServices): Handlers<AltVerb> {
  const isKnown = (storeId: string): boolean => stores.api(storeId) !== undefined;
  return {
    'alts.page': async ({ storeId, after }) => ok(await altPage({ catalog, outbox }, storeId, after)),
    'alts.save': async ({ storeId, changes }) =>
      isKnown(storeId) ? ok(await altEdits.save(storeId, changes)) : no(unknownStore),
    'alts.steps': ({ storeId }) => ok(altEdits.steps(storeId)),
    'alts.undo': async ({ storeId }) => (isKnown(storeId) ? altEdits.undo(storeId) : no(unknownStore)),
    'alts.redo': async ({ storeId }) => (isKnown(storeId) ? altEdits.redo(storeId) : no(unknownStore)),
  };
}
