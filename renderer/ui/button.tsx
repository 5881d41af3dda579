import type { LucideIcon } from 'lucide-react';
import { useState, type ReactNode, type Ref } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { Hint } from './hint.tsx';

type Variant = 'primary' | 'plain' | 'quiet' | 'danger';

interface Props extends Omit<ButtonProps, 'className' | 'children' | 'style'> {
  look?: Variant;
  size?: 'small' | 'normal' | 'large';
  icon?: LucideIcon;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
  className?: string | undefined;
  /** It starts something that loses something: the focus doesn't return to it from a dialog. */
  loses?: boolean;
}

/** Keeps the focus on a button disabled while focused: the browser would move it to the top of the window. */
function useFocusWhileDisabled({ isDisabled = false, ...rest }: ButtonProps): ButtonProps {
  const [isFocused, setIsFocused] = useState(false);
  const props = { ...rest, onFocusChange: setIsFocused };
  if (!isDisabled || !isFocused) return { ...props, isDisabled };
  const { onPress: _, ...idle } = props;
  return { ...idle, render: (own) => <button {...own} type="button" aria-disabled /> };
}

export function Button(props: Props) {
  const { look = 'plain', size = 'normal', icon: Icon, children, className, loses = false, ...rest } = props;
  return (
    <AriaButton
      {...useFocusWhileDisabled(rest)}
      data-look={look}
      data-loses={loses || look === 'danger' || undefined}
      className={cx(styles['button'], styles[look], styles[size], className)}
    >
      {Icon ? <Icon size={size === 'large' ? 16 : 14} aria-hidden /> : null}
      {children}
    </AriaButton>
  );
}

interface IconProps extends Omit<ButtonProps, 'className' | 'children' | 'style' | 'aria-label'> {
  icon: LucideIcon;
  label: string;
  size?: 'small' | 'normal' | 'large';
  className?: string | undefined;
}

export function IconButton({ icon: Icon, label, size = 'normal', className, ...rest }: IconProps) {
  return (
    <Hint text={label}>
      <AriaButton
        {...useFocusWhileDisabled(rest)}
        aria-label={label}
        className={cx(styles['button'], styles['quiet'], styles['icon'], styles[size], className)}
      >
        <Icon size={size === 'small' ? 14 : 16} aria-hidden />
      </AriaButton>
    </Hint>
  );
}
