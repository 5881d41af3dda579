import { useId, type ReactNode } from 'react';
import { text } from '../../shared/messages/text.ts';
import styles from './section.module.css';

export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <h3 id={id} className={styles['title']}>
        {title}
      </h3>
      {children}
    </section>
  );
}

/** `managed`: a company sets it, which is said; its control is to be disabled. */
export function SettingRow(props: {
  name: ReactNode;
  help: ReactNode;
  managed?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className={styles['row']}>
      <div className={styles['what']}>
        <div className={styles['name']}>{props.name}</div>
        <p className={styles['help']}>{props.help}</p>
        {props.managed ? <p className={styles['help']}>{text('settings.managed')}</p> : null}
      </div>
      {props.children ? <div className={styles['choice']}>{props.children}</div> : null}
    </div>
  );
}
