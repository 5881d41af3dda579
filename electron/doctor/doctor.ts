import { bigcommerceOrigin } from '../bigcommerce/address.ts';
import type { RequestNetwork } from '../network/network.ts';
import type { Finding, SecretBackend } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';
import {
  checkDataFolder,
  checkKeychain,
  checkPictures,
  checkVersions,
  type PicturesToCheck,
} from './check-computer.ts';
import { checkDatabase } from './check-database.ts';
import { checkStore, checkWay, type StoreToCheck } from './check-store.ts';

export interface ComputerPorts {
  version: string;
  dataDir: string;
  /** Null if it can't be known while another Packshot runs. */
  secrets: { backend: SecretBackend; whyNotKeychain: Reason | null } | null;
  network: RequestNetwork;
  pictures: PicturesToCheck;
}

export interface DoctorPorts extends ComputerPorts {
  stores: readonly StoreToCheck[];
  now: () => number;
}

/** Each store may take half a minute. */
const maxStores = 5;

const noStore: StoreToCheck = { name: '', hash: null, apiOrigin: bigcommerceOrigin, token: null };

/**
 * Checks what Packshot needs, on this computer and on the way to its stores. Each finding is a sentence, with what to
 * do where there is something to do. No finding holds a secret.
 */
export async function examine(ports: DoctorPorts): Promise<Finding[]> {
  const findings = await examineParts(ports);
  const stores = ports.stores.length === 0 ? [noStore] : ports.stores.slice(0, maxStores);
  for (const store of stores) findings.push(...(await checkStore(store, ports.network, ports.now)));
  return withoutRepeats(findings);
}

/** What can be known of this computer without a store. Sends no request. */
export async function examineComputer(ports: ComputerPorts): Promise<Finding[]> {
  return [...(await examineParts(ports)), ...(await checkWay(new URL(bigcommerceOrigin), ports.network))];
}

async function examineParts({ version, dataDir, secrets, pictures }: ComputerPorts): Promise<Finding[]> {
  return [
    checkVersions(version, process.versions, process.platform),
    ...(secrets === null ? [] : [checkKeychain(secrets.backend, secrets.whyNotKeychain)]),
    await checkDataFolder(dataDir, process.platform),
    await checkDatabase(dataDir),
    ...(await checkPictures(pictures)),
  ];
}

/** Two stores share proxy, name and clock. */
export function withoutRepeats(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
