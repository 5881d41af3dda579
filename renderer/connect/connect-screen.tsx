import { ConnectForm } from './connect-form.tsx';
import styles from './connect.module.css';
import { PracticeChoice } from './practice-choice.tsx';

/** The first thing a new user sees: two equal ways to begin. */
export function ConnectScreen() {
  return (
    <main className={styles['screen']}>
      <div className={styles['table']}>
        <header className={styles['intro']}>
          <h1>Packshot</h1>
          <p>Drop product photos, see them in your BigCommerce store.</p>
        </header>
        <div className={styles['choices']}>
          <section className={styles['choice']} aria-labelledby="connect-store">
            <h2 id="connect-store">Connect your store</h2>
            <ConnectForm />
          </section>
          <section className={styles['choice']} aria-labelledby="connect-practice">
            <h2 id="connect-practice">Look around first</h2>
            <PracticeChoice />
          </section>
        </div>
      </div>
    </main>
  );
}
