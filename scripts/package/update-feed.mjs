// @ts-check
import { createPublicKey } from 'node:crypto';

/**
 * What a build knows of updates, by its variables: PACKSHOT_UPDATE_FEED, the address of a folder, and
 * PACKSHOT_UPDATE_KEYS, one or two public keys (ed25519, SPKI DER in base64) with a comma between: the one in use, then
 * its successor. Null without an address. Throws for an address without good keys, so that no such build is made.
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ url: string, keys: string[] } | null}
 */
export function updateFeedOf(env) {
  const address = env['PACKSHOT_UPDATE_FEED'];
  if (!address) return null;
  const url = address.endsWith('/') ? address : `${address}/`;
  if (new URL(url).protocol !== 'https:') throw new Error(`PACKSHOT_UPDATE_FEED must be https: ${url}`);
  const keys = (env['PACKSHOT_UPDATE_KEYS'] ?? '').split(',').filter((key) => key !== '');
  if (keys.length < 1 || keys.length > 2) throw new Error('PACKSHOT_UPDATE_KEYS must have one or two keys.');
  if (!keys.every(isEd25519)) throw new Error('Keys of PACKSHOT_UPDATE_KEYS must be ed25519.');
  return { url, keys };
}

/** @param {string} key SPKI in DER, as Base64 */
function isEd25519(key) {
  const der = {
    key: Buffer.from(key, 'base64'),
    format: /** @type {const} */ ('der'),
    type: /** @type {const} */ ('spki'),
  };
  try {
    return createPublicKey(der).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}
