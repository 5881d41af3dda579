import type { LucideIcon } from 'lucide-react';
import { Radio, RadioGroup } from 'react-aria-components';
import styles from './segments.module.css';

export interface SegmentsProps<T extends string> {
  label: string;
  value: T;
  options: readonly (readonly [value: T, name: string, icon?: LucideIcon])[];
  onChange: (value: T) => void;
}

/** A choice of few, side by side. Left and Right change it. */
export function Segments<T extends string>({ label, value, options, onChange }: SegmentsProps<T>) {
  return (
    <RadioGroup
      aria-label={label}
      orientation="horizontal"
      className={styles['segments'] ?? ''}
      value={value}
      onChange={(next) => onChange(next as T)}
    >
      {options.map(([one, name, Icon]) => (
        <Radio key={one} value={one} className={styles['segment'] ?? ''}>
          {Icon === undefined ? null : <Icon size={14} aria-hidden />}
          <span className={Icon === undefined ? undefined : styles['name']}>{name}</span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
