import { Plus } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { BandwidthSetting } from '../../shared/model.ts';
import { tell } from '../state/asking.ts';
import { useIsManaged } from '../state/selectors.ts';
import { Button } from '../ui/button.tsx';
import { draftOf, newDraft, periodsOf, type PeriodDraft } from '../wording/bandwidth-messages.ts';
import { LimitField } from './limit-field.tsx';
import { PeriodRow } from './period-row.tsx';
import { Section, SettingRow } from './section.tsx';

/** Limit of the main process. */
const maxPeriods = 50;

export function BandwidthSection({ bandwidth }: { bandwidth: BandwidthSetting }) {
  const [drafts, setDrafts] = useState(() => bandwidth.periods.map(draftOf));
  const nextKey = useRef(drafts.length);
  const addId = useId();
  const isManaged = useIsManaged('bandwidth');

  const save = (part: Partial<BandwidthSetting>): void =>
    tell(
      window.packshot.app.changeSettings({
        bandwidth: { usual: bandwidth.usual, periods: periodsOf(drafts), ...part },
      }),
    );
  const change = (next: PeriodDraft[]): void => {
    setDrafts(next);
    save({ periods: periodsOf(next) });
  };

  return (
    <Section title={text('settings.bandwidth')}>
      <SettingRow
        name={text('settings.limitWhatUploadsUse')}
        managed={isManaged}
        help={text('settings.forAllUploadsToAll')}
      >
        <LimitField
          label={text('settings.limitAtMostTimes')}
          bytesPerSecond={bandwidth.usual}
          isDisabled={isManaged}
          onChange={(usual) => save({ usual })}
        />
      </SettingRow>
      <SettingRow
        name={text('settings.otherLimitsAtCertainTimes')}
        help={drafts.length > 1 ? text('settings.whereTwoOfThemHold') : text('settings.suchAsSlowerWhileThe')}
      >
        <Button
          id={addId}
          size="small"
          icon={Plus}
          isDisabled={isManaged || drafts.length >= maxPeriods}
          onPress={() => change([...drafts, newDraft(nextKey.current++)])}
        >
          {text('settings.addTimes')}
        </Button>
      </SettingRow>
      {drafts.map((draft, index) => (
        <PeriodRow
          key={draft.key}
          draft={draft}
          isDisabled={isManaged}
          name={text('settings.times', { number: index + 1 })}
          onChange={(changed) => change(drafts.map((each) => (each.key === changed.key ? changed : each)))}
          onRemove={() => {
            change(drafts.filter((each) => each.key !== draft.key));
            document.getElementById(addId)?.focus();
          }}
        />
      ))}
    </Section>
  );
}
