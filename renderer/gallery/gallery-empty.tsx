import { Globe, ImageDown } from 'lucide-react';
import { showDialog } from '../state/actions.ts';
import type { ChosenProduct } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './gallery-empty.module.css';

/** An empty gallery is a place to drop on. */
export function GalleryEmpty({ chosen }: { chosen: ChosenProduct }) {
  return (
    <div className={styles['invite']}>
      <EmptyState
        icon={ImageDown}
        title="Drop photos or a folder here"
        detail={`They go to ${chosen.name}, in the order of their names. The first becomes its thumbnail.`}
      >
        <Button icon={Globe} onPress={() => showDialog({ is: 'add-from-web', chosen })}>
          Add from web
        </Button>
      </EmptyState>
    </div>
  );
}
