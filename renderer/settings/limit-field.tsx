import { Group, Input, NumberField } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import styles from './bandwidth-section.module.css';
import {
  asProvidersCount,
  bytesOf,
  minMegabytes,
  megabytesOf,
  usualLimit,
} from '../wording/bandwidth-messages.ts';
import { Switch } from '../ui/switch.tsx';

interface Props {
  label: string;
  bytesPerSecond: number | null;
  isDisabled: boolean;
  onChange: (bytesPerSecond: number | null) => void;
}

export function LimitField({ label, bytesPerSecond, isDisabled, onChange }: Props) {
  return (
    <Group className={styles['limit'] ?? ''} aria-label={label}>
      {bytesPerSecond === null ? null : (
        <>
          <NumberField
            aria-label={text('settings.limitInMegabytes', { label })}
            className={styles['amount'] ?? ''}
            minValue={minMegabytes}
            maxValue={1_000}
            formatOptions={{ maximumFractionDigits: 2 }}
            value={megabytesOf(bytesPerSecond)}
            isDisabled={isDisabled}
            onChange={(megabytes) => {
              const bytes = bytesOf(megabytes);
              if (bytes !== null) onChange(bytes);
            }}
          >
            <Input className={styles['input'] ?? ''} />
            <span aria-hidden>{text('settings.mbS')}</span>
          </NumberField>
          <span className={styles['aside']}>= {asProvidersCount(bytesPerSecond)}</span>
        </>
      )}
      <Switch
        label={text('common.limit')}
        isSelected={bytesPerSecond !== null}
        isDisabled={isDisabled}
        onChange={(limited) => onChange(limited ? usualLimit : null)}
      />
    </Group>
  );
}
