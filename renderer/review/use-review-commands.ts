import { useEffect, useRef, useState } from 'react';
import type { AltThen } from '../ui/use-alt-field.ts';
import { useStable } from '../ui/use-stable.ts';
import { text } from '../../shared/messages/text.ts';
import type { Batch } from '../../shared/model.ts';
import {
  maxCompared,
  type Candidate,
  type ItemChange,
  type PhotoFilter,
  type QueueQuestions,
  type ReviewItem,
  type ReviewSection,
  type ReviewView,
  type RunPair,
  type VariantPictures,
} from '../../shared/review.ts';
import { announce, closeReview, showDialog } from '../state/actions.ts';
import { offerTip } from '../state/tips.ts';
import { tellRedone, tellUndone } from '../state/undo.ts';
import { ask, did, outcomeOf } from '../state/asking.ts';
import type { Pages } from '../state/use-pages.ts';
import type { RowEvents } from './list/item-row.tsx';
import {
  acceptSet,
  acceptIds,
  acceptSuggested,
  assignPhotos,
  assignPhotosToEach,
  changePhotos,
  excludeSet,
  giveRun,
  indexIn,
  joinSet,
  movePhotos,
  photosOf,
  planRun,
  replaceNewVersions,
  splitSet,
  addLinked,
  takeCameraJpegs,
} from './review-actions.ts';
import type { ChosenTarget } from './chosen-target.ts';
import type { ReviewCommand } from './review-keys.ts';
import {
  itemAt,
  setAround,
  stepPlace,
  type DropPlace,
  type NamedRow,
  type RowAt,
  type SetRow,
} from './list/review-rows.ts';
import {
  candidateWords,
  isMatchUsual,
  offerWords,
  queuedWords,
  readingWords,
} from '../wording/review-messages.ts';
import { underWay } from '../wording/batch-messages.ts';
import type { ReviewList } from './list/use-review-list.ts';
import { useKeyboardMove } from './use-keyboard-move.ts';
import { useTypeAhead } from './use-type-ahead.ts';

/** The photos that a recipe is chosen for; `ids`: null for all. */
export interface RecipePhotos {
  readonly ids: readonly number[] | null;
}

export type ReviewDialog =
  | {
      readonly type: 'choose';
      readonly itemIds: readonly number[];
      readonly candidates: readonly Candidate[];
      /** The photos are those of this set. */
      readonly set?: SetRow;
    }
  | { readonly type: 'run'; readonly pairs: readonly RunPair[] }
  | { readonly type: 'look' }
  | { readonly type: 'discard' }
  | { readonly type: 'questions'; readonly questions: QueueQuestions };

/** Milliseconds after a comparison in which digits do nothing. */
const afterCompareMs = 400;

export function useReviewCommands(
  batch: Batch,
  view: ReviewView,
  onView: (view: ReviewView) => void,
  pages: Pages<NamedRow>,
  list: ReviewList,
  focusList: () => void,
) {
  const [editing, setEditing] = useState<string | null>(null);
  const [dialog, setDialog] = useState<ReviewDialog | null>(null);
  const [busy, setBusy] = useState(false);
  const [recipeFor, setRecipeFor] = useState<RecipePhotos | null>(null);
  const ignoresDigits = useRef(false);
  /** The view that was asked for last, until `view` is it: that follows once its rows are known. */
  const wantedView = useRef<ReviewView | null>(null);
  useEffect(() => {
    const wanted = wantedView.current;
    if (wanted?.layout === view.layout && wanted.filter === view.filter) wantedView.current = null;
  });
  const [comparing, setComparing] = useState<readonly number[] | null>(null);
  const batchId = batch.id;
  const { rowAt } = pages;
  const keys = useTypeAhead(pages.versionAt(list.active), run);
  const move = useKeyboardMove({ rowAt, list, onDrop: putDown });

  /** For what main answered: a dialog that was opened meanwhile stays. */
  function showLate(late: ReviewDialog): void {
    setDialog((open) => open ?? late);
  }

  async function give(itemIds: readonly number[], target: ChosenTarget | null): Promise<void> {
    const set = dialog?.type === 'choose' ? dialog.set : undefined;
    setDialog(null);
    if (set !== undefined && target !== null) return await giveSet(set, target);
    if (target?.variantIds !== undefined) return await giveToEach(itemIds, [target]);
    if (await keys.during(assignPhotos(batchId, itemIds, target))) list.stay(itemIds);
    focusList();
  }

  async function giveToEach(itemIds: readonly number[], targets: readonly ChosenTarget[]): Promise<void> {
    setDialog(null);
    if (await keys.during(assignPhotosToEach(batchId, itemIds, targets))) list.stay(itemIds);
    focusList();
  }

  /** `target`: null for the product that is offered. */
  async function giveSet(set: SetRow, target: ChosenTarget | null): Promise<void> {
    if (await keys.during(acceptSet(batchId, set, target))) list.stay(set.itemIds);
    focusList();
  }

  function chooseForSet(set: SetRow): void {
    const offered = set.product ?? set.label?.owner;
    setDialog({
      type: 'choose',
      itemIds: set.itemIds,
      candidates: offered ? [offered] : [],
      set,
    });
  }

  function split(item: ReviewItem | null): void {
    if (item?.inSet === undefined || item.inSet.place === 1) return;
    void keys.during(splitSet(batchId, item.id));
  }

  function join(set: SetRow): void {
    void keys.during(joinSet(batchId, set.setId));
  }

  async function startRun(set: SetRow): Promise<void> {
    const pairs = await planRun(batchId, set.setId);
    if (pairs !== null) showLate({ type: 'run', pairs });
  }

  async function giveInOrder(pairs: readonly RunPair[]): Promise<void> {
    setDialog(null);
    if (await keys.during(giveRun(batchId, pairs))) list.stay();
    focusList();
  }

  function giveCandidate(item: ReviewItem, candidate: Candidate): void {
    const { productId, variantId } = candidate;
    const ids = list.selected.has(item.id) ? list.meant : [item.id];
    void give(ids, { productId, variantId, name: candidateWords(candidate) });
  }

  function takeOffer(item: ReviewItem): void {
    const ids = list.selected.has(item.id) ? list.meant : [item.id];
    void keys.during(item.leadsOutside === true ? addLinked(batchId, ids) : takeCameraJpegs(batchId, ids));
  }

  function putDown(itemIds: readonly number[], place: DropPlace): void {
    if (place.at === 'choose') {
      void give(itemIds, null);
      return;
    }
    if (list.activeItem !== null && itemIds.includes(list.activeItem.id)) list.follow(place.productId);
    void keys.during(movePhotos(batchId, itemIds, place, text('review.moved', { count: itemIds.length })));
  }

  function step(by: 1 | -1): void {
    const ids = new Set(list.meant);
    const place = stepPlace(rowAt, list.active, ids, by);
    if (place === null) return;
    void keys.during(
      movePhotos(batchId, [...ids], place, by === 1 ? text('review.movedDown') : text('review.movedUp')),
    );
  }

  /** Marks photos. Those that the filter hides then are no longer selected: nothing may change them unseen. */
  async function mark(ids: readonly number[], change: ItemChange, words: string | null): Promise<void> {
    const isDone = await keys.during(changePhotos(batchId, ids, change, words));
    if (isDone && hides(view.filter, change)) list.select([]);
  }

  /** The photos that a mark is for: the selected ones, or the active one unless it is skipped. */
  function marked(): readonly number[] {
    return list.selected.size === 0 && list.activeItem?.unusable != null ? [] : list.meant;
  }

  function include(): void {
    const included = !(list.activeItem?.included ?? true);
    const count = marked().length;
    void mark(
      marked(),
      { included },
      text(included ? 'review.includedCount' : 'review.leftOutCount', { count }),
    );
  }

  /** Rates the selected photos, or the active one. */
  function rate(stars: number): void {
    void mark(marked(), { stars }, text('review.rated', { stars }));
  }

  /** Rejects the selected photos, or takes that back if the active one is rejected. */
  function reject(): void {
    const rejected = !(list.activeItem?.rejected ?? false);
    const count = marked().length;
    void mark(
      marked(),
      { rejected },
      text(rejected ? 'review.rejectedCount' : 'review.notRejected', { count }),
    );
  }

  /** Compares the selected photos, or those of the active set. */
  function compare(): void {
    const around = setAround(rowAt, list.active);
    const ids = list.selected.size > 1 ? list.meant : (around?.shownIds ?? []);
    if (ids.length < 2) announce(text('review.compareNeedsTwo'));
    else setComparing(ids.slice(0, maxCompared));
    if (ids.length > maxCompared) announce(text('review.compareFirst', { count: maxCompared }));
  }

  function exclude(set: SetRow): void {
    void keys.during(
      excludeSet(batchId, set).then((isExcluded) => {
        if (isExcluded) list.stay(set.itemIds);
        return isExcluded;
      }),
    );
  }

  /** Shows the photos in another way. The active one stays active where it is still shown. */
  async function changeView(change: Partial<ReviewView>): Promise<void> {
    const next = { ...(wantedView.current ?? view), ...change };
    wantedView.current = next;
    const row = rowAt(list.active);
    const index = row && (await indexIn(batchId, next, row));
    if (wantedView.current !== next) return;
    list.land(row !== undefined && index != null ? { index, row } : null);
    // What a filter hides must not be changed unseen.
    if (change.filter !== undefined) list.select([]);
    onView(next);
    focusList();
  }

  function thumbnail(item: ReviewItem | null): void {
    if (item === null || item.target === null) return;
    const asThumbnail = !item.asThumbnail;
    void changePhotos(
      batchId,
      [item.id],
      { asThumbnail },
      asThumbnail ? text('common.thumbnail') : text('common.notTheThumbnail'),
    );
  }

  function editAlt(index: number): void {
    const row = rowAt(index);
    if (row?.row !== 'item' || row.section !== 'ready') return;
    list.go(index, 'alone');
    setEditing(row.key);
  }

  function endAlt(item: ReviewItem, alt: string | null, then: AltThen): void {
    setEditing(null);
    if (alt !== null)
      void changePhotos(batchId, [item.id], { alt }, then === 0 ? text('review.altTextKept') : null);
    if (then === 0) {
      focusList();
      return;
    }
    const next = nextItem(list.active, then, true);
    if (next === null) focusList();
    else editAlt(next);
  }

  function nextItem(from: number, by: -1 | 1, onlyReady = false): number | null {
    for (let index = from + by; index >= 0 && index < list.total; index += by) {
      const row = rowAt(index);
      if (row === undefined) return null;
      if (row.row === 'item') return onlyReady && row.section !== 'ready' ? null : index;
    }
    return null;
  }

  async function selectRow(index: number): Promise<void> {
    const row = rowAt(index);
    if (row?.row === 'item') list.toggle(index);
    else if (row?.row === 'set') list.select(row.shownIds);
    else if (row?.row === 'product') list.select(await photosOf(batchId, view, 'ready', row.productId));
    else if (row?.row === 'section') list.select(await photosOf(batchId, view, row.section, null));
  }

  async function selectSection(): Promise<void> {
    const row = rowAt(list.active);
    if (row === undefined) return;
    const ids = await photosOf(batchId, view, sectionAround(rowAt, list.active, row), null);
    list.select(ids);
    announce(text('review.selected', { count: ids.length }));
  }

  function choose(itemIds: readonly number[], candidates: readonly Candidate[]): void {
    if (itemIds.length > 0) setDialog({ type: 'choose', itemIds, candidates });
  }

  /** The main button: what most names of dropped photos say, else queue. */
  async function doMain(): Promise<void> {
    const dropped = batch.review?.dropped ?? null;
    await (dropped !== null && isMatchUsual(dropped) ? matchByName() : queue());
  }

  async function matchByName(): Promise<void> {
    if (!(await keys.during(did(window.packshot.review.matchByName({ batchId }))))) return;
    announce(text('review.matchedByName'));
    focusList();
  }

  async function undo(): Promise<boolean> {
    const isUndone = await keys.during(outcomeOf(window.packshot.review.undo({ batchId })).then(tellUndone));
    if (view.filter !== null) list.select([]);
    return isUndone;
  }

  async function redo(): Promise<void> {
    await keys.during(
      outcomeOf(window.packshot.review.redo({ batchId })).then((outcome) => {
        tellRedone(outcome);
        return outcome.ok;
      }),
    );
    if (view.filter !== null) list.select([]);
  }

  /** Queues what is ready. What must be decided before is asked, and comes back as `answer`. */
  async function queue(answer?: { variantPictures?: VariantPictures }): Promise<void> {
    if (underWay(batch)) announce(readingWords(batch));
    if (busy || underWay(batch) || (batch.review?.ready ?? 0) === 0) return;
    if (answer) setDialog(null);
    setBusy(true);
    const done = await ask(window.packshot.review.queue({ batchId, ...(answer ? { answer } : {}) }));
    setBusy(false);
    if (done?.type === 'asks') showLate({ type: 'questions', questions: done.questions });
    if (done?.type !== 'queued') return;
    list.stay();
    const { choose: open = 0, unusable = 0, skipped = 0 } = batch.review ?? {};
    announce(queuedWords(done.queued, open + unusable + skipped));
    focusList();
  }

  /** A digit that was meant for the comparison must not take a suggestion. */
  function endCompare(): void {
    setComparing(null);
    ignoresDigits.current = true;
    setTimeout(() => {
      ignoresDigits.current = false;
    }, afterCompareMs);
  }

  function run(command: ReviewCommand): void {
    if (command.type === 'candidate' && ignoresDigits.current) return;
    ignoresDigits.current = false;
    if (move.run(command)) return;
    const item = list.activeItem;
    const row = rowAt(list.active);
    const set = row?.row === 'set' ? row : null;
    switch (command.type) {
      case 'go':
        list.go(command.to, command.how);
        return;
      case 'step':
        step(command.by);
        return;
      case 'candidate': {
        // On the stage, the frames are decided on together.
        const isStaged = view.layout === 'sheet' && list.selected.size <= 1;
        const decided = set ?? (isStaged ? setAround(rowAt, list.active) : null);
        if (decided !== null && command.place === 0) {
          if (decided.product !== null) void giveSet(decided, null);
          return;
        }
        const candidate = item?.match.candidates[command.place];
        if (item !== null && candidate !== undefined && item.target === null) giveCandidate(item, candidate);
        return;
      }
      case 'toggle':
        keys.selecting(selectRow(list.active));
        return;
      case 'select-section':
        keys.selecting(selectSection());
        return;
      case 'escape':
        if (list.selected.size > 0) list.select([]);
        else if (batch.review?.dropped != null) setDialog({ type: 'discard' });
        else closeReview();
        return;
      case 'enter':
        if (item === null) keys.selecting(selectRow(list.active));
        else if (offerWords(item) !== null) takeOffer(item);
        else if (item.target === null) choose(list.meant, item.match.candidates);
        else editAlt(list.active);
        return;
      case 'edit-alt':
        editAlt(list.active);
        return;
      case 'thumbnail':
        thumbnail(item);
        return;
      case 'leave-out':
        if (set !== null && list.selected.size === 0) exclude(set);
        else include();
        return;
      case 'reject':
        reject();
        return;
      case 'stars':
        rate(command.stars);
        return;
      case 'compare':
        compare();
        return;
      case 'switch-layout':
        void changeView({ layout: view.layout === 'list' ? 'sheet' : 'list' });
        return;
      case 'choose-product':
        if (set !== null && list.selected.size === 0) chooseForSet(set);
        else if (item?.unusable === null || list.selected.size > 0)
          choose(list.meant, item?.match.candidates ?? []);
        return;
      case 'look':
        if (item !== null) setDialog({ type: 'look' });
        return;
      case 'recipe':
        if (list.meant.length > 0) setRecipeFor({ ids: list.meant });
        return;
      case 'keys':
        showDialog({ type: 'keys' });
        return;
      case 'move':
        move.start();
        return;
      case 'accept-suggested':
        void keys.during(acceptSuggested(batchId));
        return;
      case 'replace-new-versions':
        void keys.during(replaceNewVersions(batchId, view));
        return;
      case 'split-set':
        split(item);
        return;
      case 'join-or-camera-jpegs': {
        const around = setAround(rowAt, list.active);
        if (around === null) void keys.during(takeCameraJpegs(batchId, null));
        // The filter may hide the set that would join it.
        else if (view.filter === null) join(around);
        else announce(text('review.joinUnfiltered'));
        return;
      }
      case 'run': {
        const around = setAround(rowAt, list.active);
        if (around !== null) void startRun(around);
        return;
      }
      case 'send-as-it-is':
        if (item?.preparing && !item.preparing.must) {
          const sendAs = item.preparing.sendAs === 'as-is' ? 'prepared' : 'as-is';
          const words = sendAs === 'as-is' ? text('common.sentAsItIs') : text('common.prepared');
          void changePhotos(batchId, list.meant, { sendAs }, words);
        }
        return;
    }
  }

  const events = useStable<RowEvents>({
    change: (item, change, words) => void mark([item.id], change, words),
    thumbnail,
    give: (item, candidate) => {
      giveCandidate(item, candidate);
      offerTip('number-keys');
    },
    choose: (item) => choose(list.selected.has(item.id) ? list.meant : [item.id], item.match.candidates),
    acceptSet: (set) => void giveSet(set, null),
    excludeSet: exclude,
    chooseForSet,
    split,
    join,
    startRun: (set) => void startRun(set),
    takeOffer,
    allCameraJpegs: () => void keys.during(takeCameraJpegs(batchId, null)),
    acceptAll: () => void keys.during(acceptSuggested(batchId)),
    acceptIds: () => void keys.during(acceptIds(batchId, view)),
    replaceAll: () => void keys.during(replaceNewVersions(batchId, view)),
    open: () => setDialog({ type: 'look' }),
    editAlt: (item) => {
      const index = indexNear(item);
      if (index !== null) editAlt(index);
    },
    endAlt,
  });

  /** A row with an event is visible, so it is near the active row. */
  function indexNear(item: ReviewItem): number | null {
    for (let away = 0; away < 200; away += 1) {
      if (itemAt(rowAt, list.active + away)?.id === item.id) return list.active + away;
      if (itemAt(rowAt, list.active - away)?.id === item.id) return list.active - away;
    }
    return null;
  }

  return {
    editing,
    dialog,
    setDialog,
    recipeFor,
    setRecipeFor,
    comparing,
    endCompare,
    changeView,
    compare,
    rate,
    move,
    busy,
    events,
    run: keys.press,
    give,
    giveToEach,
    giveRun: giveInOrder,
    putDown,
    choose,
    queue,
    doMain,
    matchByName,
    undo,
    redo,
    nextItem,
  };
}

export type ReviewCommands = ReturnType<typeof useReviewCommands>;

/** Whether a filter hides photos that are changed so. */
function hides(filter: PhotoFilter | null, change: ItemChange): boolean {
  if (filter?.type === 'stars') return (change.stars ?? filter.min) < filter.min;
  return filter?.type === 'rejected' && (change.rejected === false || change.included === true);
}

/** The section whose heading a row is below: on the sheet, sets have one of their own. */
function sectionAround(rowAt: RowAt, index: number, row: NamedRow): ReviewSection {
  if (row.row === 'section') return row.section;
  if (row.row === 'product') return 'ready';
  for (let at = index - 1; at >= 0; at -= 1) {
    const above = rowAt(at);
    if (above?.row === 'section') return above.section;
    if (above === undefined || above.row === 'product') break;
  }
  return row.section;
}
