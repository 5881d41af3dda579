import { Minus, Plus } from 'lucide-react';
import { Button, Group, Input, NumberField } from 'react-aria-components';
import styles from './stepper.module.css';

interface Props {
  label: string;
  value: number;
  min: number;
  max: number;
  isDisabled?: boolean;
  /** Receives only whole numbers from `min` to `max`. */
  onChange: (value: number) => void;
}

export function Stepper({ label, value, min, max, isDisabled = false, onChange }: Props) {
  return (
    <NumberField
      aria-label={label}
      minValue={min}
      maxValue={max}
      step={1}
      value={value}
      isDisabled={isDisabled}
      onChange={(next) => {
        if (Number.isInteger(next)) onChange(next);
      }}
    >
      <Group className={styles['stepper'] ?? ''}>
        <Button slot="decrement" className={styles['step'] ?? ''}>
          <Minus size={14} aria-hidden />
        </Button>
        <Input className={styles['number'] ?? ''} />
        <Button slot="increment" className={styles['step'] ?? ''}>
          <Plus size={14} aria-hidden />
        </Button>
      </Group>
    </NumberField>
  );
}
