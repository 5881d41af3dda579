import { RotateCcw, Trash2 } from 'lucide-react';
import { text } from '../../shared/messages/text.ts';
import type { Entry } from '../../shared/model.ts';
import { tell } from '../state/asking.ts';
import { Button } from '../ui/button.tsx';
import { ReasonNote } from '../ui/reason-note.tsx';
import { useNow } from '../ui/use-now.ts';
import { entryChoices } from '../wording/entry-messages.ts';
import { clearingWords } from '../wording/gallery-messages.ts';

export function ClearingStrip({ clearing }: { clearing: Entry }) {
  const { state } = clearing;
  const now = useNow(1000, state.type === 'retrying');
  const { cancel } = entryChoices(clearing);
  const entryIds = [clearing.id];
  const reason = clearingWords(clearing, now);
  if (reason === null) return null;
  if (state.type === 'failed') {
    return (
      <ReasonNote
        tone="danger"
        reason={reason}
        onDismiss={() => tell(window.packshot.outbox.dismiss({ entryIds }))}
        action={
          <Button
            size="small"
            icon={RotateCcw}
            aria-label={text('gallery.retryRemovingAllImages')}
            onPress={() => tell(window.packshot.outbox.retry({ entryIds }))}
          >
            {text('common.retry')}
          </Button>
        }
      />
    );
  }
  return (
    <ReasonNote
      tone="warning"
      icon={Trash2}
      reason={reason}
      action={
        cancel ? (
          <Button
            size="small"
            aria-label={text('gallery.cancelRemovingAllImages')}
            onPress={() => tell(window.packshot.outbox.cancel({ entryIds }))}
          >
            {text('common.cancel')}
          </Button>
        ) : null
      }
    />
  );
}
