import { Plus } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { BandwidthSetting } from '../../shared/model.ts';
import { tell } from '../state/asking.ts';
import { Button } from '../ui/button.tsx';
import { draftOf, newDraft, periodsOf, type PeriodDraft } from '../wording/bandwidth-words.ts';
import { LimitField } from './limit-field.tsx';
import { PeriodRow } from './period-row.tsx';
import { Section, SettingRow } from './section.tsx';

/** As many as main keeps. */
const maxPeriods = 50;

export function BandwidthSection({ bandwidth }: { bandwidth: BandwidthSetting }) {
  const [drafts, setDrafts] = useState(() => bandwidth.periods.map(draftOf));
  const nextKey = useRef(drafts.length);
  const addId = useId();

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
    <Section title="Bandwidth">
      <SettingRow
        name="Limit what uploads use"
        help="For all uploads to all stores together, so that other people on the same line can go on working."
      >
        <LimitField
          label="Limit at most times"
          bytesPerSecond={bandwidth.usual}
          onChange={(usual) => save({ usual })}
        />
      </SettingRow>
      <SettingRow
        name="Other limits at certain times"
        help={
          drafts.length > 1
            ? 'Where two of them hold at the same time, the upper one counts.'
            : 'Such as slower while the office works, and as fast as it goes at night.'
        }
      >
        <Button
          id={addId}
          size="small"
          icon={Plus}
          isDisabled={drafts.length >= maxPeriods}
          onPress={() => change([...drafts, newDraft(nextKey.current++)])}
        >
          Add times
        </Button>
      </SettingRow>
      {drafts.map((draft, index) => (
        <PeriodRow
          key={draft.key}
          draft={draft}
          name={`Times ${index + 1}`}
          onChange={(changed) => change(drafts.map((each) => (each.key === changed.key ? changed : each)))}
          onRemove={() => {
            change(drafts.filter((each) => each.key !== draft.key));
            // What had the focus is gone.
            document.getElementById(addId)?.focus();
          }}
        />
      ))}
    </Section>
  );
}
