import { parseProxyAddress, type ProxyCredentials } from '../../shared/proxy-address.ts';
import type { ProxyChoice, SystemProxy } from './proxy-choice.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that `HTTPS_PROXY` or `HTTP_PROXY` names for an address, unless `NO_PROXY` excepts it. Lower-case names
 * win, as in curl.
 */
export function proxyInEnvironment(env: Environment, url: URL): ProxyChoice {
  const value = valueFor(env, url);
  if (value === '' || isExcepted(env['no_proxy'] ?? env['NO_PROXY'] ?? '', url)) return { type: 'direct' };
  const address = parseProxyAddress(value);
  return address === null
    ? { type: 'unsupported', server: withoutUser(value) }
    : { type: 'proxy', server: address.origin };
}

/** For the command line and wherever the system itself can't be asked. */
export const environmentProxy: SystemProxy = (url) => Promise.resolve([proxyInEnvironment(process.env, url)]);

/** The user and password that the environment has for a proxy, or null. */
export function credentialsInEnvironment(env: Environment, server: string): ProxyCredentials | null {
  for (const name of ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY']) {
    const address = parseProxyAddress(env[name] ?? '');
    if (address?.origin === server && address.credentials !== null) return address.credentials;
  }
  return null;
}

function valueFor(env: Environment, { protocol }: URL): string {
  const name = protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  return (env[name] ?? env[name.toUpperCase()] ?? '').trim();
}

/** An entry is a host, a domain with or without a leading dot or `*.`, each with an optional port, or `*`. */
function isExcepted(noProxy: string, url: URL): boolean {
  const host = url.hostname.toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = '', entryPort] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
      if (name === '' || (entryPort !== undefined && entryPort !== port)) return false;
      const domain = name.replace(/^\*?\./, '');
      return host === domain || host.endsWith(`.${domain}`);
    });
}

function withoutUser(address: string): string {
  return address.replace(/\/\/[^@/]*@/, '//').slice(0, 200);
}
