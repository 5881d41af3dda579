import { Check, ChevronRight, type LucideIcon } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  Popover,
  type MenuItemProps,
  type MenuProps,
  type PopoverProps,
} from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './menu.module.css';

/** Minimum distance of a menu from the window's edge in pixels: that of the store button. */
const edge = 8;

interface Props<T> extends Omit<MenuProps<T>, 'className' | 'style'> {
  placement?: PopoverProps['placement'];
}

/** The surface of a menu; used inside a MenuTrigger. */
export function Menu<T extends object>({ children, placement = 'bottom', ...rest }: Props<T>) {
  return (
    <Popover className={styles['popover'] ?? ''} placement={placement} offset={4} containerPadding={edge}>
      <AriaMenu {...rest} className={styles['menu'] ?? ''}>
        {children}
      </AriaMenu>
    </Popover>
  );
}

export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

interface AtProps<T> extends Omit<MenuProps<T>, 'className' | 'style' | 'onClose'> {
  at: MenuPlace;
  placement?: PopoverProps['placement'];
  onClose: () => void;
}

/** A menu without a button: at the pointer or at the focused element. Open while mounted. */
export function MenuAt<T extends object>(props: AtProps<T>) {
  const { at, placement = 'bottom start', onClose, children, ...rest } = props;
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={anchor} className={styles['anchor']} style={{ left: at.x, top: at.y }} />
      <Popover
        isOpen
        trigger="MenuTrigger"
        aria-label={rest['aria-label']}
        triggerRef={anchor}
        placement={placement}
        offset={2}
        containerPadding={edge}
        className={styles['popover'] ?? ''}
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
      >
        {/* The menu was opened to be used. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <AriaMenu {...rest} autoFocus="first" className={styles['menu'] ?? ''} onClose={onClose}>
          {children}
        </AriaMenu>
      </Popover>
    </>
  );
}

interface ItemProps extends Omit<MenuItemProps, 'className' | 'children' | 'style'> {
  icon?: LucideIcon;
  /** Secondary text, such as a store's state. */
  detail?: string | undefined;
  danger?: boolean;
  /** It opens a menu of its own. */
  opensMore?: boolean;
  children: ReactNode;
}

export function MenuItem({
  icon: Icon,
  detail,
  danger = false,
  opensMore = false,
  children,
  ...rest
}: ItemProps) {
  // Letters go to an item by its words; React Aria can't read those of a render function.
  const words = typeof children === 'string' ? { textValue: children } : {};
  return (
    <AriaMenuItem {...words} {...rest} className={cx(styles['item'], danger && styles['danger'])}>
      {({ selectionMode, isSelected }) => (
        <>
          <span className={styles['sign']}>
            {selectionMode !== 'none' && isSelected ? <Check size={14} aria-hidden /> : null}
            {Icon ? <Icon size={14} aria-hidden /> : null}
          </span>
          <span className={styles['words']}>{children}</span>
          {detail ? <span className={styles['detail']}>{detail}</span> : null}
          {opensMore ? <ChevronRight size={14} aria-hidden /> : null}
        </>
      )}
    </AriaMenuItem>
  );
}
