import { hintTypes } from '../../shared/hint-types.ts';
import { text } from '../../shared/messages/text.ts';
import type { Settings } from '../../shared/model.ts';
import { tell } from '../state/asking.ts';
import styles from './hint-choices.module.css';
import { SettingRow } from './section.tsx';
import { Switch } from '../ui/switch.tsx';

/** Which hints a review gives. */
export function HintChoices({ hints }: Pick<Settings, 'hints'>) {
  return (
    <SettingRow name={text('settings.hints')} help={text('settings.hintsHelp')}>
      <div className={styles['choices']}>
        {hintTypes.map((type) => (
          <Switch
            key={type}
            label={text(`settings.hint.${type}`)}
            isSelected={hints.includes(type)}
            onChange={(isOn) => {
              const wanted = hintTypes.filter((one) => (one === type ? isOn : hints.includes(one)));
              tell(window.packshot.app.changeSettings({ hints: wanted }));
            }}
          />
        ))}
      </div>
    </SettingRow>
  );
}
