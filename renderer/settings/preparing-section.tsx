import { Input, NumberField } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { Settings } from '../../shared/model.ts';
import type { PrepareSettings } from '../../shared/prepare.ts';
import { tell } from '../state/asking.ts';
import styles from './preparing-section.module.css';
import { Section, SettingRow } from './section.tsx';
import { Switch } from './switch.tsx';

/** Initial limit in pixels. BigCommerce shows at most 1,280, and twice that on high-density screens. */
const usualEdge = 2560;
const minEdge = 320;
const maxEdge = 20_000;

export function PreparingSection({ prepare }: { prepare: Settings['prepare'] }) {
  const { longestEdge, removePrivate } = prepare;
  const change = (part: Partial<PrepareSettings>): void =>
    tell(window.packshot.app.changeSettings({ prepare: { ...prepare, ...part } }));
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
    </Section>
  );
}
