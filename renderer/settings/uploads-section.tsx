import { text } from '../../shared/messages/text.ts';
import type { Settings } from '../../shared/model.ts';
import { tell } from '../state/asking.ts';
import { Section, SettingRow } from './section.tsx';
import { Stepper } from './stepper.tsx';
import { Switch } from './switch.tsx';

/** Initial value when the user turns off the automatic. */
const usualParallel = 4;

const change = (part: Partial<Settings>): void => tell(window.packshot.app.changeSettings(part));

export function UploadsSection({ settings: { parallel, reserve } }: { settings: Settings }) {
  return (
    <Section title={text('settings.uploads')}>
      <SettingRow
        name={text('settings.uploadsAtTheSameTime')}
        help={
          parallel === 'auto' ? text('settings.packshotFindsOutHowMany') : text('settings.forEachStoreMoreIs')
        }
      >
        {parallel === 'auto' ? null : (
          <Stepper
            label={text('settings.uploadsAtTheSameTime')}
            value={parallel}
            min={1}
            max={16}
            onChange={(next) => change({ parallel: next })}
          />
        )}
        <Switch
          label={text('settings.automatic')}
          isSelected={parallel === 'auto'}
          onChange={(automatic) => change({ parallel: automatic ? 'auto' : usualParallel })}
        />
      </SettingRow>
      <SettingRow name={text('settings.leftToOtherApps')} help={text('settings.aStoreAnswersALimited')}>
        <Stepper
          label={text('settings.requestsLeftToOtherApps')}
          value={reserve}
          min={0}
          max={50}
          onChange={(next) => change({ reserve: next })}
        />
      </SettingRow>
    </Section>
  );
}
