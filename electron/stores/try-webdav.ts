import { parseApiOrigin } from '../bigcommerce/address.ts';
import { createWebdav, type WebdavAccess } from '../bigcommerce/v2/webdav.ts';
import type { RequestNetwork } from '../network/network.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { notAWebdavAddress } from './store-messages.ts';

/** Makes the import folder, which is there or may be made: proof of address, name and password. */
export async function tryWebdav(access: WebdavAccess, network: RequestNetwork): Promise<Outcome<null>> {
  const url = URL.canParse(access.url) ? new URL(access.url) : null;
  const origin = parseApiOrigin(url?.origin ?? access.url);
  if (url === null || !origin.ok) return no(notAWebdavAddress);
  const webdav = createWebdav({ access: () => Promise.resolve(access), network });
  const made = await webdav.makeFolder('product_images/import');
  webdav.close();
  return made.ok ? ok(null) : no(made.reason.reason);
}
