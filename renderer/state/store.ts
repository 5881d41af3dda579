import { create } from 'zustand';
import type { Request, Response } from '../../shared/contract.ts';
import type { ProductFilter } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';
import type { Projection } from './projection.ts';

/** The product whose gallery the middle shows. Its name is kept for the moment before the gallery is there. */
export interface ChosenProduct {
  readonly storeId: string;
  readonly productId: number;
  readonly name: string;
}

export type OpenDialog =
  | { readonly type: 'add-store' }
  | { readonly type: 'sign-in'; readonly storeId: string }
  | { readonly type: 'disconnect'; readonly storeId: string }
  | { readonly type: 'settings' }
  | { readonly type: 'connection'; readonly storeId: string }
  | { readonly type: 'add-from-web'; readonly chosen: ChosenProduct }
  | { readonly type: 'clear'; readonly chosen: ChosenProduct }
  | {
      readonly type: 'cancel';
      readonly part: Request<'outbox.countOpen'>;
      readonly counts: Response<'outbox.countOpen'>;
    };

export interface WindowState {
  /** Null until the first snapshot is here. */
  readonly main: Projection | null;
  /** Why there is no snapshot. */
  readonly broken: Reason | null;
  readonly chosen: ChosenProduct | null;
  /** The batch whose review takes the middle while it is under review. */
  readonly reviewing: number | null;
  /** The gallery shows only what has no alt text. */
  readonly onlyWithoutAlt: boolean;
  readonly query: string;
  readonly filter: ProductFilter;
  readonly drawerOpen: boolean;
  readonly dialog: OpenDialog | null;
  /** The store whose images are being counted. */
  readonly countingStoreId: string | null;
  /** The last thing that was asked and didn't happen. */
  readonly problem: Reason | null;
  /** What a screen reader is told next. The count makes the same words twice two announcements. */
  readonly announcement: { readonly text: string; readonly count: number };
}

/** The window's one store: main's projection, and what only this window knows. */
export const useWindow = create<WindowState>()(() => ({
  main: null,
  broken: null,
  chosen: null,
  reviewing: null,
  onlyWithoutAlt: false,
  query: '',
  filter: 'all',
  drawerOpen: false,
  dialog: null,
  countingStoreId: null,
  problem: null,
  announcement: { text: '', count: 0 },
}));
