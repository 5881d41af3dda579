import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface Props {
  icon: LucideIcon;
  title: string;
  detail?: string | undefined;
  /** Heading level: 1 where there is no other heading. */
  level?: 1 | 2;
  children?: ReactNode;
}

export function EmptyState({ icon: Icon, title, detail, level = 2, children }: Props) {
  const Title = level === 1 ? 'h1' : 'h2';
  return (
    <div className={styles['empty']}>
      <Icon size={32} strokeWidth={1.25} aria-hidden className={styles['icon']} />
      <Title className={styles['title']}>{title}</Title>
      {detail ? <p className={styles['detail']}>{detail}</p> : null}
      {children ? <div className={styles['actions']}>{children}</div> : null}
    </div>
  );
}
