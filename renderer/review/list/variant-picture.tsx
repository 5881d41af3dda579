import { Shapes } from 'lucide-react';
import { Button, MenuTrigger } from 'react-aria-components';
import { text } from '../../../shared/messages/text.ts';
import { destinationSchema, type ReviewItem } from '../../../shared/review.ts';
import { cx } from '../../ui/cx.ts';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { destinationNames } from '../../wording/review-messages.ts';
import styles from './item-row.module.css';
import type { RowEvents } from './item-row.tsx';

interface Props {
  item: ReviewItem;
  active: boolean;
  events: RowEvents;
  /** Default: as a chip in a row. */
  className?: string | undefined;
}

/** Whose picture a photo becomes, "Navy: 4 variants", and the choice between gallery, variants and both. */
export function VariantPicture({ item, active, events, className }: Props) {
  const { picture } = item;
  if (picture === undefined) return null;
  const words = text('review.variantPicture', { name: picture.name, count: picture.variants });
  const now = destinationNames[item.destination ?? 'gallery'];
  return (
    <MenuTrigger>
      <Button
        className={className ?? cx(styles['chip'], styles['press'])}
        excludeFromTabOrder={!active}
        aria-label={text('review.variantPictureButton', { words, destination: now })}
      >
        <Shapes size={11} aria-hidden /> <span className={styles['chipWords']}>{words}</span>
      </Button>
      <Menu
        aria-label={text('review.whereVariantGoes', { variant: picture.name })}
        placement="bottom start"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[item.destination ?? 'gallery']}
      >
        {destinationSchema.options.map((destination) => (
          <MenuItem
            key={destination}
            id={destination}
            onAction={() => events.change(item, { destination }, destinationNames[destination])}
          >
            {destinationNames[destination]}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
