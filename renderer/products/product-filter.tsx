import { ChevronDown } from 'lucide-react';
import { memo } from 'react';
import { Button, MenuTrigger, VisuallyHidden } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { ProductFilter as Filter } from '../../shared/model.ts';
import { useWindow } from '../state/store.ts';
import { cx } from '../ui/cx.ts';
import { Menu, MenuItem } from '../ui/menu.tsx';
import styles from './product-filter.module.css';

const names: Readonly<Record<Filter, string>> = {
  all: text('products.allProducts'),
  'no-images': text('products.noImages'),
  'few-images': text('products.fewImages'),
  waiting: text('products.photosWaiting'),
  failed: text('products.photosFailed'),
};

export const ProductFilter = memo(function ProductFilter() {
  const filter = useWindow((state) => state.filter);
  return (
    <MenuTrigger>
      <Button className={cx(styles['trigger'], filter !== 'all' && styles['on'])}>
        <VisuallyHidden>{text('products.filter')} </VisuallyHidden>
        {names[filter]}
        <ChevronDown size={12} aria-hidden />
      </Button>
      <Menu
        aria-label={text('products.filterProducts')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filter]}
        onSelectionChange={(keys) => {
          const [next] = keys === 'all' ? [] : [...keys];
          if (isFilter(next)) useWindow.setState({ filter: next });
        }}
      >
        {Object.entries(names).map(([id, name]) => (
          <MenuItem key={id} id={id}>
            {name}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
});

function isFilter(key: unknown): key is Filter {
  return typeof key === 'string' && key in names;
}
