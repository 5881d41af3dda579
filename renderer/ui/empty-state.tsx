import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface Props {
  icon: LucideIcon;
  title: string;
  detail?: string;
  children?: ReactNode;
}

/** What a place says while there is nothing in it. */
export function EmptyState({ icon: Icon, title, detail, children }: Props) {
  return (
    <div className={styles['empty']}>
      <Icon size={32} strokeWidth={1.25} aria-hidden className={styles['icon']} />
      <h2 className={styles['title']}>{title}</h2>
      {detail ? <p className={styles['detail']}>{detail}</p> : null}
      {children ? <div className={styles['actions']}>{children}</div> : null}
    </div>
  );
}
