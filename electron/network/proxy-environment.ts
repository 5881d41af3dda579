import { BlockList, isIP } from 'node:net';
import { parseProxyAddress, type ProxyCredentials } from '../../shared/proxy-address.ts';
import type { ProxyChoice, SystemProxy } from './proxy-choice.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that `HTTPS_PROXY`, `HTTP_PROXY` or `ALL_PROXY` names for an address, unless `NO_PROXY` excepts it.
 * Lower-case names win, and an empty value counts as none, as in curl.
 */
export function proxyInEnvironment(env: Environment, url: URL): ProxyChoice {
  const value = firstOf(env, url.protocol === 'https:' ? 'https_proxy' : 'http_proxy', 'all_proxy');
  if (value === '' || isExcepted(firstOf(env, 'no_proxy'), url)) return { type: 'direct' };
  const address = parseProxyAddress(value);
  return address === null
    ? { type: 'unsupported', server: withoutUser(value) }
    : { type: 'proxy', server: address.origin };
}

/** For the command line and wherever the system itself can't be asked. */
export const environmentProxy: SystemProxy = (url) => Promise.resolve([proxyInEnvironment(process.env, url)]);

/** The user and password that the environment has for a proxy, or null. */
export function credentialsInEnvironment(env: Environment, server: string): ProxyCredentials | null {
  for (const name of ['https_proxy', 'http_proxy', 'all_proxy']) {
    const address = parseProxyAddress(firstOf(env, name));
    if (address?.origin === server && address.credentials !== null) return address.credentials;
  }
  return null;
}

function firstOf(env: Environment, ...names: readonly string[]): string {
  const values = names.flatMap((name) => [env[name], env[name.toUpperCase()]]);
  return values.map((value) => value?.trim() ?? '').find((value) => value !== '') ?? '';
}

/**
 * An entry is `*`, or with an optional port a host, a domain with or without a leading dot or `*`, or an address; or a
 * range of addresses such as `10.0.0.0/8`. A name never stands for an address.
 */
function isExcepted(noProxy: string, url: URL): boolean {
  const host = withoutDot(url.hostname.replace(/^\[|\]$/g, ''));
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      if (entry === '*') return true;
      // An address of IPv6 has colons of its own, and brackets where a port follows.
      const [, inBrackets, plain, entryPort] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [];
      if (entryPort !== undefined && entryPort !== port) return false;
      const name = inBrackets ?? plain ?? entry;
      return isIP(host) === 0 ? isInDomain(host, name) : isInRange(host, name);
    });
}

function isInDomain(host: string, name: string): boolean {
  const domain = withoutDot(name.replace(/^\*?\.?/, ''));
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

function isInRange(host: string, range: string): boolean {
  const [address = '', bits] = range.split('/');
  const family = isIP(address);
  const maxBits = family === 6 ? 128 : 32;
  if (family === 0 || !/^\d{1,3}$/.test(bits ?? '0') || Number(bits ?? 0) > maxBits) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits ?? maxBits), family === 6 ? 'ipv6' : 'ipv4');
  return list.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
}

function withoutDot(host: string): string {
  return host.replace(/\.$/, '');
}

/** A password may have an `@`: all up to the last one goes. */
function withoutUser(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, '$1').slice(0, 200);
}
