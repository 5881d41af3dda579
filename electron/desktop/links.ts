import type { Shell } from 'electron';
import type { Request } from '../../shared/contract.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import type { ProductAddress } from '../app.ts';

type Link = Request<'app.openLink'>['link'];

/**
 * The address of a link; null for a store's admin without a current store. The page names a link, never an address, so
 * it can't make the browser open anything else.
 */
export function addressOf(link: Link, storeHash: string | null): string | null {
  switch (link) {
    case 'create-token':
      return 'https://support.bigcommerce.com/s/article/Store-API-Accounts';
    case 'store-admin':
      return storeHash !== null && /^[a-z0-9]{1,64}$/.test(storeHash)
        ? `https://store-${storeHash}.mybigcommerce.com/manage`
        : null;
    case 'network-sign-in':
      // A network that wants a sign-in answers plain http with its own page. This host is reserved by RFC 2606.
      return 'http://example.com/';
    case 'licence':
      return 'https://opensource.org/license/mit';
  }
}

/**
 * The address of a product's page; null if it has none. Every store has this host, which redirects to the store's own
 * domain. The path comes from the store, so it must not lead to another host.
 */
export function addressOfProduct(
  page: Request<'products.openPage'>['page'],
  { storeHash, productId, path }: ProductAddress,
): string | null {
  if (!/^[a-z0-9]{1,64}$/.test(storeHash)) return null;
  const origin = `https://store-${storeHash}.mybigcommerce.com`;
  if (page === 'control-panel') return `${origin}/manage/products/edit/${productId}`;
  if (!path.startsWith('/') || !URL.canParse(path, origin)) return null;
  const address = new URL(path, origin);
  return address.origin === origin ? address.href : null;
}

/** Opens a product's page in the browser. `named`: null for an unknown product or a practice store without pages. */
export async function openProductPage(
  shell: Pick<Shell, 'openExternal'>,
  page: Request<'products.openPage'>['page'],
  named: ProductAddress | null,
): Promise<Outcome<null>> {
  const address = named && addressOfProduct(page, named);
  return address === null ? no(reason('no-product-page')) : await open(shell, address);
}

export async function openLink(
  shell: Pick<Shell, 'openExternal'>,
  link: Link,
  storeHash: string | null,
): Promise<Outcome<null>> {
  const address = addressOf(link, storeHash);
  if (address === null) {
    return no(reason('no-store-to-open'));
  }
  return await open(shell, address);
}

async function open(shell: Pick<Shell, 'openExternal'>, address: string): Promise<Outcome<null>> {
  try {
    await shell.openExternal(address);
    return ok(null);
  } catch {
    return no(reason('no-browser', { address }));
  }
}
