import { Switch as AriaSwitch } from 'react-aria-components';
import styles from './switch.module.css';

export function Switch(props: {
  label: string;
  isSelected: boolean;
  isDisabled?: boolean;
  onChange: (isSelected: boolean) => void;
}) {
  return (
    <AriaSwitch
      className={styles['switch'] ?? ''}
      isSelected={props.isSelected}
      isDisabled={props.isDisabled ?? false}
      onChange={props.onChange}
    >
      <span className={styles['track']} aria-hidden>
        <span className={styles['knob']} />
      </span>
      {props.label}
    </AriaSwitch>
  );
}
