import { Copy, ExternalLink, Image, PanelsTopLeft } from 'lucide-react';
import { MenuSection } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { Product } from '../../shared/model.ts';
import { announce } from '../state/actions.ts';
import { did, tell } from '../state/asking.ts';
import { useStores } from '../state/selectors.ts';
import { MenuAt, MenuItem, type MenuPlace } from '../ui/menu.tsx';

type MenuProduct = Pick<Product, 'id' | 'name' | 'sku' | 'imageCount'>;

interface Props {
  storeId: string;
  product: MenuProduct;
}

export function ProductMenu({ at, onClose, ...of }: Props & { at: MenuPlace; onClose: () => void }) {
  return (
    <MenuAt at={at} aria-label={text('products.menuOf', { product: of.product.name })} onClose={onClose}>
      <ProductMenuSection {...of} />
    </MenuAt>
  );
}

/** What a product offers besides its gallery. A practice store has no pages to open. */
export function ProductMenuSection({ storeId, product: { id: productId, name, sku, imageCount } }: Props) {
  const hasPages = useStores().some((store) => store.id === storeId && store.kind === 'bigcommerce');
  const open = (page: 'control-panel' | 'storefront'): void =>
    tell(window.packshot.products.openPage({ storeId, productId, page }));
  async function copy(what: 'sku' | 'image-address'): Promise<void> {
    if (await did(window.packshot.products.copy({ storeId, productId, what })))
      announce(text('products.copied'));
  }
  return (
    <MenuSection aria-label={name}>
      <MenuItem icon={PanelsTopLeft} isDisabled={!hasPages} onAction={() => open('control-panel')}>
        {text('products.openInControlPanel')}
      </MenuItem>
      <MenuItem icon={ExternalLink} isDisabled={!hasPages} onAction={() => open('storefront')}>
        {text('products.openOnStorefront')}
      </MenuItem>
      <MenuItem icon={Image} isDisabled={imageCount === 0} onAction={() => void copy('image-address')}>
        {text('products.copyImageAddress')}
      </MenuItem>
      <MenuItem icon={Copy} isDisabled={sku === ''} onAction={() => void copy('sku')}>
        {text('products.copySku')}
      </MenuItem>
    </MenuSection>
  );
}
