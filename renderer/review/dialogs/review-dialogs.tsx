import type { Batch } from '../../../shared/model.ts';
import type { SteadyStore } from '../../wording/store-messages.ts';
import type { ReviewList } from '../list/use-review-list.ts';
import { changePhotos } from '../review-actions.ts';
import type { ReviewCommands } from '../use-review-commands.ts';
import { BeforeAfter } from './before-after.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import { ProductPicker } from './product-picker.tsx';
import { QueueDialog } from './queue-dialog.tsx';
import { RunDialog } from './run-dialog.tsx';

interface Props {
  store: SteadyStore;
  batch: Batch;
  list: ReviewList;
  commands: ReviewCommands;
}

export function ReviewDialogs({ store, batch, list, commands }: Props) {
  const { dialog, setDialog } = commands;
  // Also after an answer of main, when another one may be open.
  const close = (): void => setDialog((open) => (open === dialog ? null : open));
  switch (dialog?.type) {
    case undefined:
      return null;
    case 'discard':
      return <DiscardDialog batch={batch} onClose={close} />;
    case 'choose':
      return (
        <ProductPicker
          store={store}
          count={dialog.itemIds.length}
          candidates={dialog.candidates}
          destination={batch.review?.destination ?? 'gallery'}
          onPick={(target) => void commands.give(dialog.itemIds, target)}
          onPickSeveral={
            dialog.set === undefined
              ? (targets) => void commands.giveToEach(dialog.itemIds, targets)
              : undefined
          }
          onClose={close}
        />
      );
    case 'questions':
      return (
        <QueueDialog
          questions={dialog.questions}
          onAnswer={(answer) => void commands.queue(answer)}
          onClose={close}
        />
      );
    case 'run':
      return (
        <RunDialog pairs={dialog.pairs} onGive={(pairs) => void commands.giveRun(pairs)} onClose={close} />
      );
    case 'look': {
      const item = list.activeItem;
      return item === null ? null : (
        <BeforeAfter
          item={item}
          onSendAs={(sendAs) => void changePhotos(batch.id, [item.id], { sendAs }, null)}
          onStep={(by) => {
            const next = commands.nextItem(list.active, by);
            if (next !== null) list.go(next, 'alone');
          }}
          onClose={close}
        />
      );
    }
  }
}
