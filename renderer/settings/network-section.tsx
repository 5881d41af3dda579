import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { reason, sentencesOf } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';
import type { ProxySetting } from '../../shared/model.ts';
import { parseProxyAddress } from '../../shared/proxy-address.ts';
import { tell } from '../state/asking.ts';
import { useIsManaged } from '../state/selectors.ts';
import { Field } from '../ui/field.tsx';
import { RadioKnob } from '../ui/radio-knob.tsx';
import styles from './network-section.module.css';
import { Section } from './section.tsx';

const choices = [
  { type: 'system', name: text('settings.proxySystem'), help: text('settings.proxySystemHelp') },
  { type: 'none', name: text('settings.proxyNone'), help: text('settings.proxyNoneHelp') },
  { type: 'address', name: text('settings.proxyAddress'), help: text('settings.proxyAddressHelp') },
] as const;

const change = (proxy: ProxySetting): void => tell(window.packshot.app.changeSettings({ proxy }));

export function NetworkSection({ proxy }: { proxy: ProxySetting }) {
  const [chosen, setChosen] = useState(proxy.type);
  const isManaged = useIsManaged('proxy');
  return (
    <Section title={text('settings.network')}>
      <RadioGroup
        className={styles['choices'] ?? ''}
        value={chosen}
        isDisabled={isManaged}
        onChange={(value) => {
          const { type } = choices.find((choice) => choice.type === value) ?? choices[0];
          setChosen(type);
          if (type !== 'address') change({ type });
        }}
      >
        <Label className={styles['question'] ?? ''}>{text('settings.proxy')}</Label>
        {isManaged ? <p className={styles['help']}>{text('settings.managed')}</p> : null}
        {choices.map(({ type, name, help }) => (
          <Radio key={type} value={type} className={styles['choice'] ?? ''}>
            <RadioKnob />
            <span>
              <span className={styles['name']}>{name}</span>
              <span className={styles['help']}>{help}</span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      {chosen === 'address' ? (
        <AddressField address={proxy.type === 'address' ? proxy.address : ''} isDisabled={isManaged} />
      ) : null}
    </Section>
  );
}

/** Takes the address when the field is left. Users and passwords are asked for when a proxy wants them. */
function AddressField({ address, isDisabled }: { address: string; isDisabled: boolean }) {
  const [typed, setTyped] = useState(address);
  const parsed = parseProxyAddress(typed);
  const isWrong = typed.trim() !== '' && (parsed === null || parsed.credentials !== null);
  return (
    <Field
      label={text('settings.proxyAddressField')}
      value={typed}
      isDisabled={isDisabled}
      onChange={setTyped}
      onBlur={() => {
        if (parsed !== null && !isWrong) change({ type: 'address', address: parsed.origin });
      }}
      isInvalid={isWrong}
      validationBehavior="aria"
      maxLength={300}
      autoComplete="off"
      placeholder={text('settings.proxyAddressExample')}
      {...(isWrong
        ? { problem: sentencesOf(reason('bad-proxy-address', { address: typed.slice(0, 100) })) }
        : {})}
    />
  );
}
