import { Cable, ChevronsUpDown, Images, Pause, Play, Plus, RefreshCw, Settings, Unplug } from 'lucide-react';
import { memo } from 'react';
import { Button, MenuSection, MenuTrigger, VisuallyHidden } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import { countImages, showDialog, switchStore } from '../state/actions.ts';
import { tell } from '../state/asking.ts';
import { useStoreNeeds, useStores } from '../state/selectors.ts';
import type { SteadyStore } from '../wording/store-messages.ts';
import { useWindow } from '../state/store.ts';
import { cx } from '../ui/cx.ts';
import { formatNumber } from '../wording/format.ts';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { StoreMark } from '../ui/store-mark.tsx';
import { storeName, storeStanding } from '../wording/store-messages.ts';
import styles from './store-switcher.module.css';

/** Shows and changes the current store, with a menu of its actions. */
export const StoreSwitcher = memo(function StoreSwitcher({ store }: { store: SteadyStore }) {
  const stores = useStores();
  const needs = useStoreNeeds(stores);
  const { words, tone } = storeStanding(store);
  const paused = store.state.type === 'paused';
  const storeId = store.id;
  const { images } = store.catalog;
  const counting = useWindow((state) => state.countingStoreId !== null);

  return (
    <MenuTrigger>
      <Button className={styles['trigger'] ?? ''}>
        <VisuallyHidden>{text('products.store')} </VisuallyHidden>
        <StoreMark name={store.name} colour={store.colour} />
        <span className={cx(styles['dot'], styles[tone])} aria-hidden />
        <span className={styles['words']}>
          <span className={styles['name']}>{storeName(store, stores)}</span>
          <span className={styles['standing']}>{words}</span>
        </span>
        <ChevronsUpDown size={14} aria-hidden />
      </Button>
      <Menu aria-label={text('products.stores')} placement="bottom start">
        <MenuSection
          aria-label={text('products.connectedStores')}
          selectionMode="single"
          selectedKeys={[storeId]}
          disallowEmptySelection
          onSelectionChange={(keys) => {
            const [next] = keys === 'all' ? [] : [...keys];
            if (typeof next === 'string' && next !== storeId) switchStore(next);
          }}
        >
          {stores.map((each, at) => (
            <MenuItem key={each.id} id={each.id} textValue={storeName(each, stores)} detail={needs[at]}>
              <span className={styles['choice']}>
                <StoreMark name={each.name} colour={each.colour} />
                <span className={styles['choiceName']}>{storeName(each, stores)}</span>
              </span>
            </MenuItem>
          ))}
        </MenuSection>
        <MenuSection aria-label={text('products.thisStore')}>
          <MenuItem icon={RefreshCw} onAction={() => tell(window.packshot.stores.refresh({ storeId }))}>
            {text('common.refreshProducts')}
          </MenuItem>
          <MenuItem
            isDisabled={counting}
            icon={Images}
            detail={images === null ? undefined : formatNumber(images)}
            onAction={() => void countImages(storeId)}
          >
            {counting ? text('products.countingImages') : text('products.countImages')}
          </MenuItem>
          <MenuItem
            icon={paused ? Play : Pause}
            onAction={() =>
              tell(
                paused
                  ? window.packshot.stores.resume({ storeId })
                  : window.packshot.stores.pause({ storeId }),
              )
            }
          >
            {paused ? text('products.resumeUploads') : text('products.pauseUploads')}
          </MenuItem>
          <MenuItem icon={Cable} onAction={() => showDialog({ type: 'connection', storeId })}>
            {text('products.connection')}
          </MenuItem>
          <MenuItem icon={Unplug} onAction={() => showDialog({ type: 'disconnect', storeId })}>
            {text('products.disconnect')}
          </MenuItem>
        </MenuSection>
        <MenuSection aria-label={text('products.packshot')}>
          <MenuItem icon={Plus} onAction={() => showDialog({ type: 'add-store' })}>
            {text('products.addAStore')}
          </MenuItem>
          <MenuItem icon={Settings} onAction={() => showDialog({ type: 'settings' })}>
            {text('products.settings')}
          </MenuItem>
        </MenuSection>
      </Menu>
    </MenuTrigger>
  );
});
