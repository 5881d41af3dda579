import { X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import { around, focusNearest } from './focus.ts';
import styles from './dialog.module.css';
import { useScrolls } from './use-scrolls.ts';
import { useWindowKeys } from './use-window-keys.ts';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  actions?: ReactNode;
  width?: 'narrow' | 'medium' | 'wide' | 'large';
  /** The content fills the dialog and scrolls by itself. */
  filled?: boolean;
  /** `alertdialog`: a question that must be answered, announced at once. */
  role?: 'dialog' | 'alertdialog';
}

/**
 * A modal dialog, open while mounted. Esc closes it and does nothing else. Enter presses the focused button, or from a
 * field of one line the main one; Ctrl+Enter presses the main one from anywhere. None presses a button that loses
 * something unless it has the focus.
 */
export function Dialog(props: Props) {
  const { title, onClose, children, actions, width = 'narrow', filled = false, role = 'dialog' } = props;
  const dialog = useRef<HTMLElement>(null);
  const [opener] = useState(() => document.activeElement);
  useMainKey(dialog);
  // Before anybody can move the focus.
  useLayoutEffect(() => {
    // The first answer of a question is the one that loses nothing.
    if (role === 'alertdialog') dialog.current?.querySelector<HTMLElement>('footer button')?.focus();
  }, [role]);
  useEffect(() => () => leaveLosingButton(opener), [opener]);
  return (
    <ModalOverlay
      isOpen
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={styles['scrim'] ?? ''}
    >
      <Modal className={cx(styles['modal'], styles[width])}>
        <AriaDialog role={role} className={styles['dialog'] ?? ''} ref={dialog}>
          <header className={styles['head']}>
            <Heading slot="title" className={styles['title'] ?? ''}>
              {title}
            </Heading>
            <IconButton icon={X} label={text('common.close')} size="small" onPress={onClose} />
          </header>
          <Body title={title} filled={filled}>
            {children}
          </Body>
          {actions ? <footer className={styles['actions']}>{actions}</footer> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** What it has no room for can be scrolled to by keys, also where nothing in it takes the focus. */
function Body({ title, filled, children }: Pick<Props, 'title' | 'filled' | 'children'>) {
  const [body, setBody] = useState<HTMLElement | null>(null);
  const scrolls = useScrolls(body);
  return (
    <div
      ref={setBody}
      className={cx(styles['body'], filled && styles['filled'])}
      {...(scrolls && !filled && { role: 'group', 'aria-label': title, tabIndex: 0 })}
    >
      {children}
    </div>
  );
}

/** Ctrl+Enter (⌘+Enter) presses the main button of the dialog on top. */
function useMainKey(dialog: RefObject<HTMLElement | null>): void {
  useWindowKeys((event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
    if (!dialog.current?.contains(document.activeElement)) return false;
    dialog.current.querySelector<HTMLElement>('[data-look="primary"]:not([disabled])')?.click();
    return true;
  });
}

/** The dialog gives the focus back in the next frame: not to a button that loses something. */
function leaveLosingButton(opener: Element | null): void {
  if (opener?.matches('[data-loses]') !== true) return;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (document.activeElement === opener) focusNearest(around(opener));
    }),
  );
}
