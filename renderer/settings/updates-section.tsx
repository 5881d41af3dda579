import { sentencesOf } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';
import type { Settings } from '../../shared/model.ts';
import type { UpdateView } from '../../shared/updates.ts';
import { tell } from '../state/asking.ts';
import { useIsManaged } from '../state/selectors.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatAgo, formatDate, formatPercent } from '../wording/format.ts';
import { Section, SettingRow } from './section.tsx';
import { Switch } from '../ui/switch.tsx';
import styles from './updates-section.module.css';

const change = (updates: Settings['updates']): void => tell(window.packshot.app.changeSettings({ updates }));

/** Whether Packshot looks for new versions, and the one it has found. */
export function UpdatesSection({ setting }: { setting: Settings['updates'] }) {
  const updates = useWindow((state) => state.main?.updates ?? null);
  const version = useWindow((state) => state.main?.version ?? '');
  const isManaged = useIsManaged('updates.enabled');
  const isChannelManaged = useIsManaged('updates.channel');
  if (updates === null) return null;
  return (
    <Section title={text('updates.updates')}>
      {updates.looks === 'never' ? (
        <SettingRow name={text('updates.thisVersion', { version })} help={text('updates.notInThisBuild')} />
      ) : (
        <>
          <SettingRow
            name={text('updates.lookForNewVersions')}
            help={text('updates.lookHelp')}
            managed={isManaged}
          >
            <Switch
              label={text('updates.lookForNewVersions')}
              isSelected={setting.enabled}
              isDisabled={isManaged}
              onChange={(enabled) => change({ ...setting, enabled })}
            />
          </SettingRow>
          {setting.enabled ? (
            <SettingRow
              name={text('updates.tryBetas')}
              help={text('updates.tryBetasHelp')}
              managed={isChannelManaged}
            >
              <Switch
                label={text('updates.tryBetas')}
                isSelected={setting.channel === 'beta'}
                isDisabled={isChannelManaged}
                onChange={(beta) => change({ ...setting, channel: beta ? 'beta' : 'stable' })}
              />
            </SettingRow>
          ) : null}
        </>
      )}
      {updates.looks === 'on' ? <Found updates={updates} version={version} /> : null}
    </Section>
  );
}

function Found({ updates, version }: { updates: UpdateView; version: string }) {
  const { offer, problem } = updates;
  return (
    <>
      <div className={styles['found']} aria-live="polite">
        {offer === null ? <Newest updates={updates} version={version} /> : <Offered offer={offer} />}
      </div>
      {problem === null ? null : <p className={styles['problem']}>{sentencesOf(problem)}</p>}
    </>
  );
}

function Newest({ updates: { checkedAt, isChecking }, version }: { updates: UpdateView; version: string }) {
  const now = useNow(30_000);
  return (
    <SettingRow
      name={text('updates.thisVersion', { version })}
      help={
        checkedAt === null
          ? text('updates.notAskedYet')
          : text('updates.isNewest', { when: formatAgo(checkedAt, now) })
      }
    >
      {/* A failure is told by the view. */}
      <Button size="small" isPending={isChecking} onPress={() => void window.packshot.updates.check({})}>
        {text('updates.checkNow')}
      </Button>
    </SettingRow>
  );
}

function Offered({ offer }: { offer: NonNullable<UpdateView['offer']> }) {
  const { version, publishedAt, notes, isSkipped, canInstall, step } = offer;
  const date = formatDate(publishedAt);
  if (step.type === 'offered') {
    const help = !canInstall
      ? text('updates.installElsewhere', { date })
      : text(isSkipped ? 'updates.wasSkipped' : 'updates.publishedOn', { date });
    return (
      <>
        <SettingRow name={text('updates.available', { version })} help={help}>
          {isSkipped ? null : (
            <Button size="small" look="quiet" onPress={() => tell(window.packshot.updates.skip({}))}>
              {text('updates.skip')}
            </Button>
          )}
          {canInstall ? (
            <Button size="small" look="primary" onPress={() => tell(window.packshot.updates.install({}))}>
              {text('updates.install')}
            </Button>
          ) : null}
        </SettingRow>
        {notes === '' ? null : (
          // It scrolls, so the keyboard must reach it.
          <section
            className={styles['notes']}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            aria-label={text('updates.whatIsNew', { version })}
          >
            {notes}
          </section>
        )}
      </>
    );
  }
  if (step.type === 'installing') {
    return <SettingRow name={text('updates.installing', { version })} help="" />;
  }
  const name =
    step.type === 'waiting'
      ? text('updates.waiting', { version })
      : text('updates.downloading', { version, percent: formatPercent(step.percent / 100) });
  return (
    <>
      <SettingRow name={name} help="">
        <Button size="small" onPress={() => tell(window.packshot.updates.cancel({}))}>
          {text('updates.cancel')}
        </Button>
      </SettingRow>
      {step.type === 'downloading' ? <ProgressBar label={name} fraction={step.percent / 100} /> : null}
    </>
  );
}
