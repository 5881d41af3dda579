import { ChevronDown, FilterX } from 'lucide-react';
import { memo, useState } from 'react';
import {
  Button,
  Header,
  MenuSection,
  MenuTrigger,
  SubmenuTrigger,
  VisuallyHidden,
  type Key,
} from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { ProductFacets, ProductFilter as Filter } from '../../shared/model.ts';
import { ask } from '../state/asking.ts';
import { everything, useWindow, type Narrowing } from '../state/store.ts';
import { cx } from '../ui/cx.ts';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { formatList } from '../wording/format.ts';
import styles from './product-filter.module.css';

const filters: Readonly<Record<Filter, string>> = {
  all: text('products.allProducts'),
  'no-images': text('products.noImages'),
  'one-image': text('products.oneImage'),
  'no-alt': text('products.missingAltText'),
  'changed-today': text('products.changedToday'),
  waiting: text('products.photosWaiting'),
  failed: text('products.photosFailed'),
};

/** Narrows the list: by one state, by visibility, and by a category and a brand. */
export const ProductFilter = memo(function ProductFilter({ storeId }: { storeId: string }) {
  const filter = useWindow((state) => state.filter);
  const narrowing = useWindow((state) => state.narrowing);
  const [facets, setFacets] = useState<ProductFacets>({ categories: [], brands: [] });
  const words = filterWords(filter, narrowing);
  const isNarrowed = filter !== 'all' || narrowing !== everything;
  async function load(): Promise<void> {
    const found = await ask(window.packshot.products.facets({ storeId }));
    if (found !== null) setFacets(found);
  }
  return (
    <MenuTrigger onOpenChange={(isOpen) => void (isOpen && load())}>
      <Button className={cx(styles['trigger'], isNarrowed && styles['on'])}>
        <VisuallyHidden>{text('products.filter')} </VisuallyHidden>
        <span className={styles['words']} title={words}>
          {words}
        </span>
        <ChevronDown size={12} aria-hidden />
      </Button>
      <Menu aria-label={text('products.filterProducts')} placement="bottom start">
        <MenuSection
          aria-label={text('products.filterProducts')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[filter]}
          onSelectionChange={(keys) => {
            const next = firstOf(keys);
            if (isFilter(next)) useWindow.setState({ filter: next });
          }}
        >
          {Object.entries(filters).map(([id, name]) => (
            <MenuItem key={id} id={id}>
              {name}
            </MenuItem>
          ))}
        </MenuSection>
        <MenuSection
          selectionMode="single"
          selectedKeys={narrowing.isVisible === null ? [] : [narrowing.isVisible ? 'visible' : 'hidden']}
          onSelectionChange={(keys) => {
            const next = firstOf(keys);
            narrow({ isVisible: next === undefined ? null : next === 'visible' });
          }}
        >
          <Header className={styles['heading'] ?? ''}>{text('products.visibility')}</Header>
          <MenuItem id="visible">{text('products.visible')}</MenuItem>
          <MenuItem id="hidden">{text('products.hidden')}</MenuItem>
        </MenuSection>
        <MenuSection aria-label={text('products.narrow')}>
          <NamedChoice
            title={text('products.category')}
            choices={facets.categories}
            chosen={narrowing.category}
            onChoose={(category) => narrow({ category })}
          />
          <NamedChoice
            title={text('products.brand')}
            choices={facets.brands}
            chosen={narrowing.brand}
            onChoose={(brand) => narrow({ brand })}
          />
          <MenuItem
            icon={FilterX}
            isDisabled={!isNarrowed}
            onAction={() => useWindow.setState({ filter: 'all', narrowing: everything })}
          >
            {text('products.clearFilters')}
          </MenuItem>
        </MenuSection>
      </Menu>
    </MenuTrigger>
  );
});

type Named = ProductFacets['brands'][number];

interface NamedChoiceProps {
  title: string;
  choices: readonly Named[];
  chosen: Named | null;
  onChoose: (chosen: Named | null) => void;
}

function NamedChoice({ title, choices, chosen, onChoose }: NamedChoiceProps) {
  return (
    <SubmenuTrigger>
      <MenuItem detail={chosen?.name ?? text('products.any')} isDisabled={choices.length === 0} opensMore>
        {title}
      </MenuItem>
      <Menu
        aria-label={title}
        placement="end top"
        selectionMode="single"
        selectedKeys={chosen === null ? [] : [chosen.id]}
        onSelectionChange={(keys) => {
          const next = firstOf(keys);
          onChoose(choices.find(({ id }) => id === next) ?? null);
        }}
      >
        {choices.map(({ id, name }) => (
          <MenuItem key={id} id={id}>
            {name}
          </MenuItem>
        ))}
      </Menu>
    </SubmenuTrigger>
  );
}

function narrow(change: Partial<Narrowing>): void {
  useWindow.setState(({ narrowing }) => {
    const next = { ...narrowing, ...change };
    const isEverything = next.category === null && next.brand === null && next.isVisible === null;
    return { narrowing: isEverything ? everything : next };
  });
}

function filterWords(filter: Filter, { category, brand, isVisible }: Narrowing): string {
  const parts = [
    filter !== 'all' && filters[filter],
    isVisible !== null && text(isVisible ? 'products.visible' : 'products.hidden'),
    category !== null && category.name,
    brand !== null && brand.name,
  ];
  return formatList(parts) || filters.all;
}

function firstOf(keys: 'all' | Set<Key>): Key | undefined {
  return keys === 'all' ? undefined : [...keys][0];
}

function isFilter(key: unknown): key is Filter {
  return typeof key === 'string' && key in filters;
}
