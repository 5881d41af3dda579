import { Star } from 'lucide-react';
import { Button, MenuTrigger } from 'react-aria-components';
import { text } from '../../../shared/messages/text.ts';
import { maxStars } from '../../../shared/review.ts';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import styles from './stars-menu.module.css';

interface Props {
  stars: number;
  isReachable: boolean;
  onRate: (stars: number) => void;
}

/** The rating where five stars have no room: a button that opens them. */
export function StarsMenu({ stars, isReachable, onRate }: Props) {
  const label = text('review.rating', { stars });
  return (
    <MenuTrigger>
      <Button className={styles['button'] ?? ''} excludeFromTabOrder={!isReachable} aria-label={label}>
        <Star size={13} fill={stars > 0 ? 'currentColor' : 'none'} aria-hidden />
        {stars > 0 ? stars : null}
      </Button>
      <Menu
        aria-label={label}
        placement="bottom start"
        selectionMode="single"
        selectedKeys={[String(stars)]}
        onAction={(id) => onRate(Number(id))}
      >
        {Array.from({ length: maxStars + 1 }, (_, at) => maxStars - at).map((one) => (
          <MenuItem key={one} id={String(one)} textValue={text('review.stars', { stars: one })}>
            {text('review.stars', { stars: one })}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
