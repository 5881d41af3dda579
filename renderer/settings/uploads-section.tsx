import { text } from '../../shared/messages/text.ts';
import type { Settings } from '../../shared/model.ts';
import { tell } from '../state/asking.ts';
import { useIsManaged } from '../state/selectors.ts';
import { useWindow } from '../state/store.ts';
import { Section, SettingRow } from './section.tsx';
import { Stepper } from './stepper.tsx';
import { Switch } from '../ui/switch.tsx';

/** Initial value when the user turns off the automatic. */
const usualParallel = 4;

const change = (part: Partial<Settings>): void => tell(window.packshot.app.changeSettings(part));

export function UploadsSection({
  settings: { accent, parallel, reserve, startsAtLogin, whenClosed },
}: {
  settings: Settings;
}) {
  const isManaged = useIsManaged('parallel');
  const isReserveManaged = useIsManaged('reserve');
  const hasAccent = useWindow(({ main }) => main !== null && main.systemAccent !== null);
  return (
    <Section title={text('settings.uploads')}>
      <SettingRow
        name={text('settings.uploadsAtTheSameTime')}
        managed={isManaged}
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
            isDisabled={isManaged}
            onChange={(next) => change({ parallel: next })}
          />
        )}
        <Switch
          label={text('settings.automatic')}
          isSelected={parallel === 'auto'}
          isDisabled={isManaged}
          onChange={(automatic) => change({ parallel: automatic ? 'auto' : usualParallel })}
        />
      </SettingRow>
      <SettingRow
        name={text('settings.leftToOtherApps')}
        managed={isReserveManaged}
        help={text('settings.aStoreAnswersALimited')}
      >
        <Stepper
          label={text('settings.requestsLeftToOtherApps')}
          value={reserve}
          min={0}
          max={50}
          isDisabled={isReserveManaged}
          onChange={(next) => change({ reserve: next })}
        />
      </SettingRow>
      <SettingRow name={text('settings.whenClosed')} help={text('settings.whenClosedHelp')}>
        <Switch
          label={text('settings.keepUploading')}
          isSelected={whenClosed === 'keep-uploading'}
          onChange={(keeps) => change({ whenClosed: keeps ? 'keep-uploading' : 'quit' })}
        />
      </SettingRow>
      <SettingRow name={text('settings.atLogin')} help={text('settings.atLoginHelp')}>
        <Switch
          label={text('settings.startAtLogin')}
          isSelected={startsAtLogin}
          onChange={(starts) => change({ startsAtLogin: starts })}
        />
      </SettingRow>
      {hasAccent ? (
        <SettingRow name={text('settings.accent')} help={text('settings.accentHelp')}>
          <Switch
            label={text('settings.systemAccent')}
            isSelected={accent === 'system'}
            onChange={(isOn) => change({ accent: isOn ? 'system' : 'packshot' })}
          />
        </SettingRow>
      ) : null}
    </Section>
  );
}
