import { create } from 'zustand';
import type { Request, Response } from '../../shared/contract.ts';
import type {
  EntryFilter,
  EntryQuery,
  ProductFacets,
  ProductFilter,
  ProductSort,
} from '../../shared/model.ts';
import type { ReviewView } from '../../shared/review.ts';
import type { TakeBackCounts } from '../../shared/take-back.ts';
import type { Tip } from '../../shared/tips.ts';
import type { Reason } from '../../shared/outcome.ts';
import type { AltWork } from './alt-drafts.ts';
import type { SettingsPage } from '../wording/settings-pages.ts';
import type { Projection } from './projection.ts';

/** The product whose gallery is shown. Its name is used until the gallery has loaded. */
export interface ChosenProduct {
  readonly storeId: string;
  readonly productId: number;
  readonly name: string;
}

export type OpenDialog =
  | { readonly type: 'add-store' }
  | { readonly type: 'sign-in'; readonly storeId: string }
  | { readonly type: 'disconnect'; readonly storeId: string }
  | { readonly type: 'settings'; readonly page?: SettingsPage }
  | { readonly type: 'palette' }
  | { readonly type: 'keys' }
  | { readonly type: 'manual' }
  | { readonly type: 'connection'; readonly storeId: string }
  | { readonly type: 'add-from-web'; readonly chosen: ChosenProduct }
  | { readonly type: 'clear'; readonly chosen: ChosenProduct }
  | {
      readonly type: 'cancel';
      readonly part: Request<'outbox.countOpen'>;
      readonly counts: Response<'outbox.countOpen'>;
      /** Photos of the batch that are in the store; 0 for another part of the outbox. */
      readonly arrived: number;
    }
  | { readonly type: 'take-back'; readonly what: TakeBack; readonly counts: TakeBackCounts };

/** What is taken back after a question: the last edit of a gallery, or a batch. */
export type TakeBack =
  | { readonly type: 'edit'; readonly storeId: string; readonly productId: number; readonly edit: string }
  | { readonly type: 'batch'; readonly storeId: string; readonly batchId: number };

/** How the outbox is searched, grouped and sorted. */
export type OutboxList = Pick<EntryQuery, 'search' | 'group' | 'sort' | 'descending'>;

/** What the products listed must have besides the filter; null for anything. */
export interface Narrowing {
  readonly category: ProductFacets['categories'][number] | null;
  readonly brand: ProductFacets['brands'][number] | null;
  readonly isVisible: boolean | null;
}

export const everything: Narrowing = { category: null, brand: null, isVisible: null };

export interface WindowState {
  /** Null before the first snapshot. */
  readonly main: Projection | null;
  /** Why there is no snapshot. */
  readonly broken: Reason | null;
  readonly chosen: ChosenProduct | null;
  /** The user closed the gallery: the one that main still has open is not shown again. */
  readonly isHome: boolean;
  readonly reviewing: number | null;
  readonly onlyWithoutAlt: boolean;
  readonly query: string;
  readonly filter: ProductFilter;
  readonly narrowing: Narrowing;
  readonly sort: ProductSort;
  readonly drawerOpen: boolean;
  readonly outboxFilter: EntryFilter;
  readonly outboxList: OutboxList;
  readonly batchesOpen: boolean;
  /** How reviews are shown, until main has saved it; null: as it was saved. */
  readonly reviewLayout: ReviewView['layout'] | null;
  /** Whether the product list is shown where a narrow window folds it away. */
  readonly showsProducts: boolean;
  readonly dialog: OpenDialog | null;
  readonly tip: Tip | null;
  /** The table of alt texts is shown in the middle. */
  readonly altsOpen: boolean;
  /** Alt texts that are not saved, by store. */
  readonly altWork: Readonly<Record<string, AltWork>>;
  readonly countingStoreId: string | null;
  /** The last request that failed. */
  readonly problem: Reason | null;
  /** The next announcement. The count makes the same words twice two announcements. */
  readonly announcement: { readonly text: string; readonly count: number };
}

/** The window's only store: the projection of the main process, and the state of this window. */
export const useWindow = create<WindowState>()(() => ({
  main: null,
  broken: null,
  chosen: null,
  isHome: false,
  reviewing: null,
  onlyWithoutAlt: false,
  query: '',
  filter: 'all',
  narrowing: everything,
  sort: 'name',
  drawerOpen: false,
  outboxFilter: 'all',
  outboxList: { search: '', group: 'batch', sort: 'state', descending: false },
  batchesOpen: false,
  reviewLayout: null,
  showsProducts: false,
  dialog: null,
  tip: null,
  altsOpen: false,
  altWork: {},
  countingStoreId: null,
  problem: null,
  announcement: { text: '', count: 0 },
}));
