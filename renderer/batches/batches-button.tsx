import { Layers } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import { showBatches } from '../state/actions.ts';
import { useBatches } from '../state/selectors.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { isModalOpen } from '../ui/focus.ts';
import { needsSomebody, openBatches } from './batch-groups.ts';
import { BatchesPanel } from './batches-panel.tsx';
import styles from './batches.module.css';

const panelId = 'batches';

/** The button in the bar, and the panel above it. Esc and a click beside the panel close it. */
export const BatchesButton = memo(function BatchesButton({ storeId }: { storeId: string }) {
  const batches = useBatches(storeId);
  const isOpen = useWindow((state) => state.batchesOpen);
  const count = openBatches(batches);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLElement>(null);

  useEffect(() => {
    if (!isOpen) return undefined;
    const onPointer = ({ target }: PointerEvent): void => {
      const isBeside = target instanceof Element && target.closest('nav,main') !== null;
      if (isBeside) showBatches(false);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isModalOpen()) return;
      event.preventDefault();
      const hadFocus = panel.current?.contains(document.activeElement) ?? false;
      showBatches(false);
      if (hadFocus) button.current?.focus();
    };
    window.addEventListener('pointerdown', onPointer, true);
    // Before the gallery, which Esc would close.
    window.addEventListener('keydown', onKey, true);
    return () => {
      window.removeEventListener('pointerdown', onPointer, true);
      window.removeEventListener('keydown', onKey, true);
    };
  }, [isOpen]);

  function toggle(): void {
    showBatches(!isOpen);
    if (!isOpen) requestAnimationFrame(() => panel.current?.querySelector('button')?.focus());
  }

  return (
    <div className={styles['place']}>
      <Button
        ref={button}
        size="small"
        look="quiet"
        icon={Layers}
        aria-expanded={isOpen}
        aria-controls={isOpen ? panelId : undefined}
        onPress={toggle}
      >
        <span className={styles['label']}>
          {count === 0 ? text('batches.title') : text('batches.open', { count })}
        </span>
        {batches.some(needsSomebody) ? (
          <>
            <span className={styles['dot']} aria-hidden />
            <VisuallyHidden>{text('batches.needYou')}</VisuallyHidden>
          </>
        ) : null}
      </Button>
      {isOpen ? <BatchesPanel id={panelId} ref={panel} batches={batches} /> : null}
    </div>
  );
});
