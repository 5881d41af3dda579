import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { Hint } from './hint.tsx';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

interface Props extends Omit<ButtonProps, 'className' | 'children' | 'style'> {
  look?: Look;
  size?: 'small' | 'normal' | 'large';
  icon?: LucideIcon;
  children: ReactNode;
  className?: string | undefined;
}

export function Button({ look = 'plain', size = 'normal', icon: Icon, children, className, ...rest }: Props) {
  return (
    <AriaButton {...rest} className={cx(styles['button'], styles[look], styles[size], className)}>
      {Icon ? <Icon size={size === 'large' ? 16 : 14} aria-hidden /> : null}
      {children}
    </AriaButton>
  );
}

interface IconProps extends Omit<ButtonProps, 'className' | 'children' | 'style' | 'aria-label'> {
  icon: LucideIcon;
  /** What the button does: its name, and the hint it shows. */
  label: string;
  size?: 'small' | 'normal' | 'large';
  className?: string | undefined;
}

export function IconButton({ icon: Icon, label, size = 'normal', className, ...rest }: IconProps) {
  return (
    <Hint text={label}>
      <AriaButton
        {...rest}
        aria-label={label}
        className={cx(styles['button'], styles['quiet'], styles['icon'], styles[size], className)}
      >
        <Icon size={size === 'small' ? 14 : 16} aria-hidden />
      </AriaButton>
    </Hint>
  );
}
