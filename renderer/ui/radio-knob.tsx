import styles from './radio-knob.module.css';

/** The circle of a radio button; its first child. */
export function RadioKnob() {
  return <span className={styles['knob']} aria-hidden />;
}
