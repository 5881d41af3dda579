import { Radio, RadioGroup } from 'react-aria-components';
import styles from './segments.module.css';

interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly (readonly [value: T, name: string])[];
  onChange: (value: T) => void;
}

/** A choice of few, side by side. Left and Right change it. */
export function Segments<T extends string>({ label, value, options, onChange }: Props<T>) {
  return (
    <RadioGroup
      aria-label={label}
      orientation="horizontal"
      className={styles['segments'] ?? ''}
      value={value}
      onChange={(next) => onChange(next as T)}
    >
      {options.map(([one, name]) => (
        <Radio key={one} value={one} className={styles['segment'] ?? ''}>
          {name}
        </Radio>
      ))}
    </RadioGroup>
  );
}
