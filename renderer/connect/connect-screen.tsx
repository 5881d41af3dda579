import { text } from '../../shared/messages/text.ts';
import { ConnectForm } from './connect-form.tsx';
import styles from './connect.module.css';
import { PracticeChoice } from './practice-choice.tsx';
import { WhereToFind } from './where-to-find.tsx';

export function ConnectScreen() {
  return (
    <main className={styles['screen']}>
      <div className={styles['table']}>
        <header className={styles['intro']}>
          <h1>{text('connect.packshot')}</h1>
          <p>{text('connect.dropProductPhotosSeeThem')}</p>
        </header>
        <div className={styles['choices']}>
          <section className={styles['choice']} aria-labelledby="connect-store">
            <h2 id="connect-store">{text('connect.connectYourStore')}</h2>
            <ConnectForm />
          </section>
          <section className={styles['choice']} aria-labelledby="connect-where">
            <h2 id="connect-where">{text('connect.whereToFind')}</h2>
            <WhereToFind />
          </section>
        </div>
        <PracticeChoice />
      </div>
    </main>
  );
}
