import { bigcommerceOrigin } from '../bigcommerce/address.ts';
import type { RequestNetwork } from '../network/network.ts';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import type { Finding, SecretBackend } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';
import { checkDataFolder, checkDecoders, checkKeychain, checkVersions } from './check-computer.ts';
import { checkDatabase } from './check-database.ts';
import { checkStore, type StoreToCheck } from './check-store.ts';

export interface DoctorPorts {
  version: string;
  dataDir: string;
  /** Null if it can't be known while another Packshot runs. */
  secrets: { backend: SecretBackend; whyNotKeychain: Reason | null } | null;
  network: RequestNetwork;
  pictures: Pick<PicturePool, 'inspect'>;
  stores: readonly StoreToCheck[];
  now: () => number;
}

/** Each store may take half a minute. */
const maxStores = 5;

const noStore: StoreToCheck = { name: '', hash: null, apiOrigin: bigcommerceOrigin, token: null };

/**
 * Checks what Packshot needs, on this computer and on the way to its stores. Each finding is a sentence, with what to do
 * where there is something to do. No finding holds a secret.
 */
export async function examine(ports: DoctorPorts): Promise<Finding[]> {
  const { version, dataDir, secrets, network, pictures, now } = ports;
  const findings: Finding[] = [
    checkVersions(version, process.versions, process.platform),
    ...(secrets === null ? [] : [checkKeychain(secrets.backend, secrets.whyNotKeychain)]),
    await checkDataFolder(dataDir, process.platform),
    await checkDatabase(dataDir),
    await checkDecoders(pictures),
  ];
  const stores = ports.stores.length === 0 ? [noStore] : ports.stores.slice(0, maxStores);
  for (const store of stores) findings.push(...(await checkStore(store, network, now)));
  return withoutRepeats(findings);
}

/** Two stores share proxy, name and clock. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
