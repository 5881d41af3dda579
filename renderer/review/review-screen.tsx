import { ImageOff, ListFilter } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Batch } from '../../shared/model.ts';
import { Notices } from '../notices.tsx';
import { usePages } from '../state/use-pages.ts';
import { Button } from '../ui/button.tsx';
import { closeReview, showDialog } from '../state/actions.ts';
import { useWindow } from '../state/store.ts';
import { useSurface } from '../state/surface.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { isModalOpen, isWriting } from '../ui/focus.ts';
import { useWindowKeys } from '../ui/use-window-keys.ts';
import { ReasonNote } from '../ui/reason-note.tsx';
import { BatchOptions } from './batch-options.tsx';
import { DroppedChoice } from './dropped-choice.tsx';
import { ReviewDialogs } from './dialogs/review-dialogs.tsx';
import { changePhotos, firstLeftOut, sectionIndex } from './review-actions.ts';
import { ReviewFoot } from './review-foot.tsx';
import { RecipeScreen } from './recipe/recipe-screen.tsx';
import { reviewKeys } from './review-keys.ts';
import { ReviewHeader } from './review-header.tsx';
import { CompareScreen } from './compare/compare-screen.tsx';
import { useOutline } from './sheet/use-outline.ts';
import { ContactSheet } from './sheet/contact-sheet.tsx';
import { filterEmptyWords } from '../wording/review-messages.ts';
import { useReviewView } from './use-review-view.ts';
import { reviewRowHeight, ReviewGrid, Skeleton } from './list/review-list.tsx';
import { dropPlace, named, type NamedRow } from './list/review-rows.ts';
import { useCloseKey } from '../ui/use-close-key.ts';
import styles from './review-screen.module.css';
import { underWay } from '../wording/batch-messages.ts';
import { SelectionBar } from './selection-bar.tsx';
import { SummaryBar, type Jump } from './summary-bar.tsx';
import { dropSign, rowInList, tileUnder, usePhotoDrag } from './list/use-photo-drag.ts';
import { useReviewCommands } from './use-review-commands.ts';
import { useReviewList } from './list/use-review-list.ts';
import type { SteadyStore } from '../wording/store-messages.ts';

const noKeys: typeof reviewKeys = [];

export function ReviewScreen({ store, batch }: { store: SteadyStore; batch: Batch }) {
  const { id: batchId, review } = batch;
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const focusList = useCallback(() => scroller?.focus(), [scroller]);
  const [view, setView] = useReviewView(batchId);
  const pages = usePages<NamedRow>({
    key: `review/${batchId}/${JSON.stringify(view)}`,
    version: String(review?.version ?? 0),
    load: async (offset, limit) => {
      const outcome = await window.packshot.review.rows({ batchId, view, offset, limit });
      if (!outcome.ok) return outcome;
      return { ok: true, value: { total: outcome.value.total, rows: outcome.value.rows.map(named) } };
    },
  });
  const outline = useOutline(batchId, view, review?.version ?? 0);
  const list = useReviewList(batchId, view, pages);
  const commands = useReviewCommands(batch, view, setView, pages, list, focusList);
  useCloseKey(() => commands.run({ type: 'escape' }));
  const { move, comparing } = commands;
  const isSheet = view.layout === 'sheet';
  const showsProducts = useWindow((state) => state.showsProducts);
  const drag = usePhotoDrag({
    scroller,
    rowUnder: isSheet
      ? (_, point) => tileUnder(point)
      : (element, point) => rowInList(element, point, reviewRowHeight),
    rowAt: pages.rowAt,
    companions: (itemId) => (list.selected.has(itemId) ? [...list.selected] : [itemId]),
    onDrop: commands.putDown,
    onDropOnProduct: (itemIds, productId, name) =>
      void commands.give(itemIds, { productId, variantId: null, name }),
  });

  const { recipeFor, setRecipeFor } = commands;
  useMainKey(() => {
    if (recipeFor !== null || comparing !== null) return false;
    void commands.doMain();
    return true;
  });

  useEffect(() => {
    if (scroller !== null && !scroller.contains(document.activeElement)) scroller.focus();
  }, [scroller]);

  async function jump(to: Jump): Promise<void> {
    const total = pages.total ?? 0;
    if (review === null) return;
    const index =
      to === 'left-out'
        ? await firstLeftOut(batchId, view, total)
        : ((await sectionIndex(batchId, view, to)) ??
          // On the sheet, suggested sets are among all sets.
          (to === 'choose' || to === 'suggested' ? await sectionIndex(batchId, view, 'sets') : null));
    if (index === null) return;
    if (!isSheet) scroller?.scrollTo({ top: index * reviewRowHeight });
    list.go(to === 'left-out' ? index : Math.min(index + 1, total - 1), 'only-look');
    list.select([]);
    scroller?.focus();
  }

  // Behind the recipe's screen nothing of the list can be seen; the comparison has keys of its own.
  const isCovered = recipeFor !== null || comparing !== null;
  useSurface(isCovered ? noKeys : reviewKeys, (type) => commands.run({ type }));
  const movedTo = move.index === null ? null : dropPlace(pages.rowAt, move.index, false);
  const rows = {
    batchId,
    pages,
    list,
    editing: commands.editing,
    events: commands.events,
    sign: move.index !== null && movedTo ? dropSign(movedTo, pages.rowAt, move.index, false) : drag.sign,
    placing: move.index,
    drag: drag.handlers,
    scroller,
    onScroller: setScroller,
    onCommand: commands.run,
  };
  const pane = {
    className: styles['pane'],
    tabIndex: -1,
    'data-folds-products': showsProducts ? undefined : isCovered || isSheet ? 'soon' : 'late',
  };
  if (recipeFor !== null) {
    return (
      <main {...pane}>
        <Notices />
        <RecipeScreen
          batch={batch}
          itemIds={recipeFor.ids}
          onClose={() => {
            list.go(list.active, 'only-look');
            setRecipeFor(null);
          }}
        />
      </main>
    );
  }
  if (comparing !== null) {
    return (
      <main {...pane}>
        <Notices />
        <CompareScreen
          batchId={batchId}
          version={review?.version ?? 0}
          itemIds={comparing}
          onUndo={() => void commands.undo()}
          onRedo={() => void commands.redo()}
          onClose={() => {
            list.go(list.active, 'only-look');
            commands.endCompare();
          }}
        />
      </main>
    );
  }
  const selectionBar = (
    <SelectionBar
      count={list.selected.size}
      isFloating={isSheet}
      onCompare={commands.compare}
      onChoose={() => commands.choose(list.meant, list.activeItem?.match.candidates ?? [])}
      onInclude={(included) =>
        void changePhotos(
          batchId,
          list.meant,
          { included },
          included ? text('common.included') : text('common.leftOut'),
        )
      }
      onSendAs={(sendAs) =>
        void changePhotos(
          batchId,
          list.meant,
          { sendAs },
          sendAs === 'as-is' ? text('review.sentAsTheyAre') : text('common.prepared'),
        )
      }
      onRate={commands.rate}
      onReject={() => commands.run({ type: 'reject' })}
      onRecipe={() => setRecipeFor({ ids: list.meant })}
      onClear={() => {
        list.select([]);
        focusList();
      }}
    />
  );
  return (
    <main {...pane}>
      <Notices />
      <ReviewHeader
        layout={view.layout}
        onLayout={(layout) => void commands.changeView({ layout })}
        batch={batch}
        busy={commands.busy}
        onQueue={() => void commands.queue()}
        onUndo={commands.undo}
        onRedo={() => void commands.redo()}
        onDiscard={() => commands.setDialog({ type: 'discard' })}
      />
      {batch.problem ? <ReasonNote tone="warning" reason={batch.problem} said="soon" /> : null}
      {pages.problem ? <ReasonNote tone="danger" reason={pages.problem} said="now" /> : null}
      {review?.dropped == null ? null : (
        <DroppedChoice
          batch={batch}
          dropped={review.dropped}
          onAdd={() => void commands.queue()}
          onMatch={() => void commands.matchByName()}
        />
      )}
      {review === null ? null : (
        <SummaryBar
          summary={review}
          view={view}
          onJump={(to) => void jump(to)}
          onFilter={(filter) => void commands.changeView({ filter })}
        />
      )}
      {review === null ? null : list.selected.size > 1 && !isSheet ? (
        selectionBar
      ) : review.ready + review.notPrepared + review.skipped > 0 ? (
        <BatchOptions
          batchId={batchId}
          summary={review}
          onDone={focusList}
          onRecipe={() => setRecipeFor({ ids: null })}
        />
      ) : null}
      {pages.total === null || (pages.total === 0 && underWay(batch)) ? (
        <Loading />
      ) : pages.total === 0 && view.filter !== null ? (
        <EmptyState
          icon={ListFilter}
          title={filterEmptyWords(view.filter)}
          detail={text('review.filterEmptyDetail')}
        >
          <Button onPress={() => void commands.changeView({ filter: null })}>
            {text('review.filterClear')}
          </Button>
        </EmptyState>
      ) : pages.total === 0 ? (
        <EmptyState
          icon={ImageOff}
          title={text('review.thereAreNoPhotosHere')}
          detail={text('review.nothingOfWhatWasDropped')}
        >
          <Button onPress={closeReview}>{text('review.close')}</Button>
        </EmptyState>
      ) : isSheet ? (
        outline === null ? (
          <Loading />
        ) : (
          <div className={styles['sheet']}>
            <ContactSheet {...rows} outline={outline} isFiltered={view.filter !== null} />
            {list.selected.size > 1 ? selectionBar : null}
          </div>
        )
      ) : (
        <ReviewGrid {...rows} />
      )}
      <ReviewFoot
        row={pages.rowAt(list.active)}
        hasKeys={isSheet}
        moving={move.words}
        onKeys={() => showDialog({ type: 'keys' })}
      />
      <ReviewDialogs store={store} batch={batch} list={list} commands={commands} />
    </main>
  );
}

/** Ctrl+Enter (⌘+Enter) presses the main button, wherever the focus is. What is being written is kept first. */
function useMainKey(press: () => boolean): void {
  useWindowKeys((event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
    if (isModalOpen()) return false;
    if (isWriting(event.target) && event.target instanceof HTMLElement) event.target.blur();
    return press();
  });
}

function Loading() {
  return (
    <output className={styles['loading']} aria-busy aria-label={text('review.gettingPhotos')}>
      {Array.from({ length: 7 }, (_, index) => (
        <Skeleton key={index} index={index} />
      ))}
    </output>
  );
}
