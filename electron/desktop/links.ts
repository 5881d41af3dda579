import type { Shell } from 'electron';
import type { Request } from '../../shared/contract.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';

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

export async function openLink(
  shell: Pick<Shell, 'openExternal'>,
  link: Link,
  storeHash: string | null,
): Promise<Outcome<null>> {
  const address = addressOf(link, storeHash);
  if (address === null) {
    return no(reason('no-store-to-open'));
  }
  try {
    await shell.openExternal(address);
    return ok(null);
  } catch {
    return no(reason('no-browser', { address }));
  }
}
