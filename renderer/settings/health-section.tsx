import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import { useState } from 'react';
import { sentencesOf } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';
import type { Finding } from '../../shared/model.ts';
import { showDialog } from '../state/actions.ts';
import { ask } from '../state/asking.ts';
import { Button } from '../ui/button.tsx';
import styles from './health-section.module.css';
import { Section, SettingRow } from './section.tsx';

const icons = { good: CircleCheck, notice: Info, problem: CircleAlert };
const verdicts = {
  good: text('settings.checkGood'),
  notice: text('settings.checkNotice'),
  problem: text('settings.checkProblem'),
};

/** Checks this computer and the way to the stores when asked to. */
export function HealthSection() {
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const [busy, setBusy] = useState(false);

  async function examine(): Promise<void> {
    setBusy(true);
    const answer = await ask(window.packshot.app.examine({}));
    setFindings(answer?.findings ?? []);
    setBusy(false);
  }

  return (
    <Section title={text('settings.help')}>
      <SettingRow name={text('manual.title')} help={text('manual.help')}>
        <Button size="small" onPress={() => showDialog({ type: 'manual' })}>
          {text('manual.open')}
        </Button>
      </SettingRow>
      <SettingRow name={text('settings.check')} help={text('settings.checkHelp')}>
        <Button size="small" isPending={busy} onPress={() => void examine()}>
          {text('settings.checkNow')}
        </Button>
      </SettingRow>
      <ul className={styles['findings']} aria-live="polite" aria-label={text('settings.check')}>
        {findings.map(({ id, verdict, text: reason }) => {
          const Icon = icons[verdict];
          const sentences = sentencesOf(reason);
          return (
            <li key={`${id} ${sentences}`} className={styles[verdict]}>
              <Icon size={14} aria-label={verdicts[verdict]} className={styles['icon']} />
              <span>{sentences}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
