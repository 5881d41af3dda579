import { ChevronLeft, ChevronRight } from 'lucide-react';
import { text } from '../../../shared/messages/text.ts';
import type { ReviewItem } from '../../../shared/review.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { photoAddress } from '../../ui/photo-address.ts';
import { Picture } from '../../ui/picture.tsx';
import { ReasonNote } from '../../ui/reason-note.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useUnusedKeys } from '../../ui/use-window-keys.ts';
import styles from './before-after.module.css';
import { sizeWords } from '../../wording/review-messages.ts';

interface Props {
  item: ReviewItem;
  onSendAs: (sendAs: 'prepared' | 'as-is') => void;
  onStep: (by: -1 | 1) => void;
  onClose: () => void;
}

/**
 * A photo at full size, beside its prepared version where there is one. Left and Right change the photo.
 */
export function BeforeAfter({ item, onSendAs, onStep, onClose }: Props) {
  const { preparing } = item;
  useUnusedKeys(({ key }) => {
    if (key === 'ArrowLeft') onStep(-1);
    if (key === 'ArrowRight') onStep(1);
    return key === 'ArrowLeft' || key === 'ArrowRight';
  });

  return (
    <Dialog
      title={item.fileName}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <span className={styles['steps']}>
            <Button look="quiet" icon={ChevronLeft} onPress={() => onStep(-1)}>
              {text('common.previous')}
            </Button>
            <Button look="quiet" icon={ChevronRight} onPress={() => onStep(1)}>
              {text('common.next')}
            </Button>
          </span>
          <Button look="primary" onPress={onClose}>
            {text('common.done')}
          </Button>
        </>
      }
    >
      <div className={styles['pictures']}>
        <Figure
          title={
            preparing !== null
              ? text('review.before')
              : item.unusable === null
                ? text('common.sentAsItIs')
                : text('review.notSent')
          }
          preview={item.preview}
          words={sizeWords(item.size)}
          dim={false}
        />
        {preparing === null ? null : (
          <Figure
            title={text('review.after')}
            preview={preparing.result?.preview ?? null}
            words={preparing.result === null ? waitingWords(preparing.state) : sizeWords(preparing.result)}
            dim={preparing.sendAs === 'as-is'}
          />
        )}
      </div>
      {item.unusable !== null ? (
        <ReasonNote tone="danger" shape="box" reason={item.unusable} />
      ) : preparing === null ? null : preparing.state === 'failed' ? (
        <ReasonNote tone="danger" shape="box" reason={{ sentence: preparing.sentence }} />
      ) : (
        <div className={styles['row']}>
          <p className={styles['sentence']}>{preparing.sentence}</p>
          {preparing.must ? (
            <p className={styles['soft']}>{text('review.theStoreDoesntTakeIt')}</p>
          ) : (
            <Switch
              label={text('review.sendAsItIs')}
              isSelected={preparing.sendAs === 'as-is'}
              onChange={(asIs) => onSendAs(asIs ? 'as-is' : 'prepared')}
            />
          )}
        </div>
      )}
    </Dialog>
  );
}

function waitingWords(state: 'waiting' | 'working' | 'ready' | 'failed'): string {
  if (state === 'failed') return text('review.couldNotBeMade');
  return state === 'working' ? text('review.beingMade') : text('review.waitsItsTurn');
}

interface FigureProps {
  title: string;
  preview: string | null;
  words: string;
  dim: boolean;
}

function Figure({ title, preview, words, dim }: FigureProps) {
  return (
    <figure className={styles['figure']}>
      <span className={styles['picture']} data-dim={dim || undefined}>
        <Picture
          key={preview}
          src={photoAddress(preview)}
          alt={title}
          iconSize={28}
          standIn={preview ?? undefined}
        />
      </span>
      <figcaption className={styles['caption']}>
        <strong>{title}</strong> {words}
      </figcaption>
    </figure>
  );
}
