import { useState } from 'react';
import { Input, NumberField, TextField } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { Settings } from '../../shared/model.ts';
import type { PrepareSettings, RightsSettings } from '../../shared/prepare.ts';
import { tell } from '../state/asking.ts';
import { cx } from '../ui/cx.ts';
import styles from './preparing-section.module.css';
import { HintChoices } from './hint-choices.tsx';
import { Section, SettingRow } from './section.tsx';
import { StandardRecipe } from './standard-recipe.tsx';
import { Switch } from '../ui/switch.tsx';

/** Initial limit in pixels. BigCommerce shows at most 1,280, and twice that on high-density screens. */
const usualEdge = 2560;
const minEdge = 320;
const maxEdge = 20_000;
const maxRightsText = 500;
const noRights: RightsSettings = { keep: false, copyright: '', creator: '' };

export function PreparingSection({ prepare, hints }: Pick<Settings, 'prepare' | 'hints'>) {
  const { longestEdge, removePrivate, rights = noRights } = prepare;
  const change = (part: Partial<PrepareSettings>): void =>
    tell(window.packshot.app.changeSettings({ prepare: { ...prepare, ...part } }));
  const changeRights = (part: Partial<RightsSettings>): void => change({ rights: { ...rights, ...part } });
  return (
    <Section title={text('settings.preparingPictures')}>
      <SettingRow name={text('settings.longestEdge')} help={text('settings.largerPicturesAreMadeSmaller')}>
        {longestEdge === null ? null : (
          <NumberField
            aria-label={text('settings.longestEdgeInPixels')}
            className={styles['amount'] ?? ''}
            minValue={minEdge}
            maxValue={maxEdge}
            value={longestEdge}
            onChange={(edge) => {
              if (Number.isInteger(edge)) change({ longestEdge: edge });
            }}
          >
            <Input className={styles['input'] ?? ''} />
            <span aria-hidden>{text('settings.px')}</span>
          </NumberField>
        )}
        <Switch
          label={text('common.limit')}
          isSelected={longestEdge !== null}
          onChange={(limited) => change({ longestEdge: limited ? usualEdge : null })}
        />
      </SettingRow>
      <SettingRow name={text('settings.privateData')} help={text('settings.whereAPictureWasTaken')}>
        <Switch
          label={text('common.remove')}
          isSelected={removePrivate}
          onChange={(remove) => change({ removePrivate: remove })}
        />
      </SettingRow>
      {removePrivate ? (
        <>
          <SettingRow name={text('settings.rights')} help={text('settings.rightsHelp')}>
            <Switch
              label={text('settings.keepRights')}
              isSelected={rights.keep}
              onChange={(keep) => changeRights({ keep })}
            />
          </SettingRow>
          {(['copyright', 'creator'] as const).map((field) => (
            <SettingRow key={field} name={text(`settings.${field}`)} help={text('settings.ownRightsHelp')}>
              <RightsField
                label={text(`settings.${field}`)}
                value={rights[field]}
                onChange={(value) => changeRights({ [field]: value })}
              />
            </SettingRow>
          ))}
        </>
      ) : null}
      <StandardRecipe />
      <HintChoices hints={hints} />
    </Section>
  );
}

interface RightsFieldProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
}

/** Changed when the user leaves the field or presses Enter: every change prepares what is under review again. */
function RightsField({ label, value, onChange }: RightsFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const finish = (): void => {
    const wanted = (typed ?? value).trim();
    setTyped(null);
    if (wanted !== value) onChange(wanted);
  };
  return (
    <TextField
      aria-label={label}
      className={styles['amount'] ?? ''}
      maxLength={maxRightsText}
      value={typed ?? value}
      onChange={setTyped}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish();
      }}
    >
      <Input className={cx(styles['input'], styles['text'])} />
    </TextField>
  );
}
