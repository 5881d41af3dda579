import { Globe, ImageDown } from 'lucide-react';
import { text } from '../../shared/messages/text.ts';
import { showDialog } from '../state/actions.ts';
import type { ChosenProduct } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './gallery-empty.module.css';

export function GalleryEmpty({ chosen }: { chosen: ChosenProduct }) {
  return (
    <div className={styles['invite']}>
      <EmptyState
        icon={ImageDown}
        title={text('gallery.dropPhotosOrAFolder')}
        detail={text('gallery.emptyDetail', { product: chosen.name })}
      >
        <Button icon={Globe} onPress={() => showDialog({ type: 'add-from-web', chosen })}>
          {text('gallery.addFromWebLabel')}
        </Button>
      </EmptyState>
    </div>
  );
}
