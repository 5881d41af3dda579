import { text } from '../../shared/messages/text.ts';
import type { Batch, EntryFilter, Product } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';
import { photosToReview } from '../../shared/photos-to-review.ts';
import { ask, outcomeOf, tell } from './asking.ts';
import { startLink } from './link.ts';
import { isUnderReview, skippedFiles } from '../wording/batch-messages.ts';
import { reviewTitle } from '../wording/review-messages.ts';
import { withGallery, type Projection } from './projection.ts';
import { reviewedBatch } from './selectors.ts';
import { everything, useWindow, type OpenDialog, type WindowState } from './store.ts';

/** Connects the window to the main process and reopens the product that was open before a reload. */
export function joinMain(): () => void {
  const tellNetwork = (): void => void window.packshot.app.networkChanged({ online: navigator.onLine });
  window.addEventListener('online', tellNetwork);
  window.addEventListener('offline', tellNetwork);
  const leave = startLink(
    {
      snapshot: () => outcomeOf(window.packshot.app.snapshot({})),
      onDelta: (listener) => window.packshot.onDelta(listener),
    },
    {
      read: () => useWindow.getState().main,
      write: (main) => {
        const { chosen, isHome, main: before } = useWindow.getState();
        useWindow.setState({ main, broken: null, ...narrowedFor(before, main) });
        const { gallery } = main;
        if (chosen === null && !isHome && gallery !== null && gallery.storeId === main.currentStoreId) {
          choose(gallery.storeId, gallery.product);
        } else if (chosen !== null && chosen.storeId !== main.currentStoreId) {
          useWindow.setState({ chosen: null });
        }
        if (before === null) {
          resumeReview(main);
          openAsAddressed();
        } else {
          if (main.link !== null && main.link !== before.link) choose(main.link.storeId, main.link.product);
          if (main.help !== null && main.help !== before.help) showDialog({ type: main.help.page });
          openDroppedReview(before, main);
          openSkipped(before, main);
        }
      },
      fail: (broken) => useWindow.setState({ broken }),
    },
  );
  return () => {
    window.removeEventListener('online', tellNetwork);
    window.removeEventListener('offline', tellNetwork);
    leave();
  };
}

/** What the product list is narrowed to: categories and brands of one store mean nothing in another. Pure. */
function narrowedFor(before: Projection | null, main: Projection): Partial<WindowState> {
  const isSame = before === null || before.currentStoreId === main.currentStoreId;
  return isSame ? {} : { query: '', filter: 'all', narrowing: everything };
}

export function switchStore(storeId: string): void {
  tell(window.packshot.gallery.close({}));
  tell(window.packshot.stores.select({ storeId }));
}

/** The main process puts what a new window opens into the page's address. */
function openAsAddressed(): void {
  const page = location.hash.slice(1);
  if (page !== 'manual' && page !== 'keys') return;
  history.replaceState(null, '', location.pathname);
  showDialog({ type: page });
}

export function choose(storeId: string, product: Pick<Product, 'id' | 'name'>): void {
  const { chosen } = useWindow.getState();
  useWindow.setState({ reviewing: null, altsOpen: false });
  if (chosen?.storeId === storeId && chosen.productId === product.id) return;
  useWindow.setState({
    chosen: { storeId, productId: product.id, name: product.name },
    isHome: false,
    onlyWithoutAlt: false,
  });
}

/** Closes the gallery, which leads home. */
export function closeGallery(): void {
  if (useWindow.getState().chosen === null) return;
  useWindow.setState({ chosen: null, isHome: true, onlyWithoutAlt: false });
  tell(window.packshot.gallery.close({}));
  document.querySelector('main')?.focus();
}

/** Opens a product with only its images without alt text. */
export function showMissingAlts(storeId: string, product: Pick<Product, 'id' | 'name'>): void {
  choose(storeId, product);
  showOnlyWithoutAlt(true);
}

/** Shows the table of alt texts, or what was shown before it. */
export function showAlts(altsOpen: boolean): void {
  useWindow.setState(altsOpen ? { altsOpen, reviewing: null } : { altsOpen });
  if (!altsOpen) document.querySelector('main')?.focus();
}

/** Lists the products without images. */
export function showWithoutImages(): void {
  useWindow.setState({ filter: 'no-images', narrowing: everything, query: '' });
  document.querySelector<HTMLElement>('nav [role="listbox"]')?.focus();
}

/** Opens the outbox with a filter. */
export function showOutbox(outboxFilter: EntryFilter): void {
  useWindow.setState({ drawerOpen: true, outboxFilter });
}

/** Gives the practice store the sample photos, and opens their review. */
export async function addSamples(): Promise<void> {
  const added = await ask(window.packshot.intake.addSamples({}));
  if (added !== null) openReview(added.batchId);
}

export function showOnlyWithoutAlt(onlyWithoutAlt: boolean): void {
  useWindow.setState({ onlyWithoutAlt });
}

/** Opens a product's gallery. A delta newer than the answer wins. Returns the reason of a failure. */
export async function openGallery(storeId: string, productId: number): Promise<Reason | null> {
  const before = useWindow.getState().main?.gallery ?? null;
  const outcome = await outcomeOf(window.packshot.gallery.open({ storeId, productId }));
  if (!outcome.ok) return outcome.reason;
  const { main, chosen } = useWindow.getState();
  if (main === null || chosen?.productId !== productId) return null;
  const updatedMeanwhile = main.gallery !== before && main.gallery?.product.id === productId;
  if (!updatedMeanwhile) useWindow.setState({ main: withGallery(main, outcome.value) });
  return null;
}

/** A review that was open when Packshot closed is shown again. */
function resumeReview({ batches, currentStoreId }: Projection): void {
  const waiting = batches.find((batch) => batch.storeId === currentStoreId && isUnderReview(batch));
  if (waiting !== undefined) openReview(waiting.id);
}

/**
 * Photos dropped on a product turned out to need a look before they are queued. Who still decides on other photos is
 * not disturbed.
 */
function openDroppedReview(before: Projection, { batches, currentStoreId }: Projection): void {
  const dropped = batches.find(
    ({ id, storeId, review }) =>
      storeId === currentStoreId &&
      review?.dropped != null &&
      before.batches.find((batch) => batch.id === id)?.review?.dropped == null,
  );
  if (dropped === undefined) return;
  const state = useWindow.getState();
  const looked = reviewedBatch(state, dropped.storeId)?.review ?? null;
  if (state.dialog !== null || photosToReview(looked) > (looked?.queueing ?? 0)) return;
  openReview(dropped.id);
  announce(text('review.droppedAnnounced', { review: reviewTitle(dropped) }));
}

/** Shows the list of batches when files that were just added to a product can't be used. */
function openSkipped(before: Projection, { batches, currentStoreId }: Projection): void {
  const isEnded = ({ phase }: Batch): boolean => phase === 'queued';
  const skipped = batches.some((batch) => {
    const old = before.batches.find(({ id }) => id === batch.id);
    const isOwn = batch.storeId === currentStoreId && batch.productId !== null && batch.source !== 'cli';
    const isTrouble = batch.problem !== null || skippedFiles(batch).length > 0;
    return isOwn && isTrouble && isEnded(batch) && old !== undefined && !isEnded(old);
  });
  if (skipped) showBatches(true);
}

export function showBatches(batchesOpen: boolean): void {
  useWindow.setState({ batchesOpen });
}

export function openReview(batchId: number): void {
  useWindow.setState({ reviewing: batchId, altsOpen: false });
}

/** Returns to the gallery; the review stays open in the main process. */
export function closeReview(): void {
  useWindow.setState({ reviewing: null, showsProducts: false });
}

/** Destination of files: one product, or null to match each by name. */
export interface IntakeAim {
  readonly storeId: string;
  readonly productId: number | null;
}

/** Hands files to intake, and opens the review when one is needed. */
export async function addFiles(
  aim: IntakeAim,
  source: 'drop' | 'paste',
  files: readonly File[],
  /** Key of the tile to insert before; null at the end. */
  before: string | null = null,
): Promise<void> {
  if (files.length === 0) return;
  const { storeId, productId } = aim;
  const place = before === null ? {} : { before };
  const answer = await ask(window.packshot.intake.add({ storeId, productId, source, ...place }, files));
  if (answer !== null && productId === null) openReview(answer.batchId);
}

/** The same with the system's dialog. Returns whether any files were chosen. */
export async function chooseFiles(
  aim: IntakeAim,
  kind: 'files' | 'folder',
  before: string | null = null,
): Promise<boolean> {
  const { storeId, productId } = aim;
  const place = before === null ? {} : { before };
  const answer = await ask(window.packshot.intake.choose({ storeId, productId, kind, ...place }));
  if (answer === null || answer.batchId === null) return false;
  if (productId === null) openReview(answer.batchId);
  return true;
}

/** Adds the photos of a folder that was added before, and opens their review. */
export async function addRecent(storeId: string, folderId: number): Promise<void> {
  const added = await ask(window.packshot.intake.addRecent({ storeId, folderId }));
  if (added !== null) openReview(added.batchId);
}

/** Counts the images of the whole store. The result arrives with the store and is announced. */
export async function countImages(storeId: string): Promise<void> {
  if (useWindow.getState().countingStoreId !== null) return;
  useWindow.setState({ countingStoreId: storeId });
  const answer = await ask(window.packshot.stores.countImages({ storeId }));
  useWindow.setState({ countingStoreId: null });
  if (answer !== null) announce(text('products.imagesInTheStore', { count: answer.images }));
}

export function showDialog(dialog: OpenDialog): void {
  useWindow.setState({ dialog });
}

/** Closes a dialog. One that was opened since, while this one waited for an answer, stays. */
export function closeDialog(dialog: OpenDialog | null): void {
  if (useWindow.getState().dialog === dialog) useWindow.setState({ dialog: null });
}

export function dismissProblem(): void {
  useWindow.setState({ problem: null });
}

export function announce(words: string): void {
  const { announcement } = useWindow.getState();
  useWindow.setState({ announcement: { text: words, count: announcement.count + 1 } });
}
