import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './dialog.module.css';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  actions?: ReactNode;
  width?: 'narrow' | 'medium' | 'wide';
  /** The content fills the dialog and scrolls by itself. */
  filled?: boolean;
  /** `alertdialog`: a question that must be answered, announced at once. */
  role?: 'dialog' | 'alertdialog';
}

/** A modal dialog, open while mounted. */
export function Dialog(props: Props) {
  const { title, onClose, children, actions, width = 'narrow', filled = false, role = 'dialog' } = props;
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
        <AriaDialog role={role} className={styles['dialog'] ?? ''}>
          <header className={styles['head']}>
            <Heading slot="title" className={styles['title'] ?? ''}>
              {title}
            </Heading>
            <IconButton icon={X} label={text('common.close')} size="small" onPress={onClose} />
          </header>
          <div className={cx(styles['body'], filled && styles['filled'])}>{children}</div>
          {actions ? <footer className={styles['actions']}>{actions}</footer> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
