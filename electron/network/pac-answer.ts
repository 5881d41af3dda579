import type { ProxyChoice, ProxyChoices } from './proxy-choice.ts';

/**
 * Reads what a proxy configuration answers, such as `PROXY a.example:8080; DIRECT`: every entry that can be used, in
 * order. Source: the return value of `FindProxyForURL`, and Electron's `session.resolveProxy`.
 */
export function readPacAnswer(answer: string): ProxyChoices {
  let unsupported: ProxyChoice | null = null;
  const usable: ProxyChoice[] = [];
  for (const entry of answer.split(';').slice(0, maxEntries)) {
    const [type = '', server = ''] = entry.trim().split(/\s+/);
    switch (type.toUpperCase()) {
      case 'DIRECT':
        usable.push({ type: 'direct' });
        break;
      case 'PROXY':
      case 'HTTP':
        if (isServer(server)) usable.push({ type: 'proxy', server: `http://${server}` });
        break;
      case 'HTTPS':
        if (isServer(server)) usable.push({ type: 'proxy', server: `https://${server}` });
        break;
      case 'SOCKS':
      case 'SOCKS4':
      case 'SOCKS5':
      case 'QUIC':
        unsupported ??= { type: 'unsupported', server: `${type.toLowerCase()}://${server}` };
        break;
      default:
        break;
    }
  }
  const [first = unsupported ?? { type: 'direct' }, ...others] = usable;
  return [first, ...others];
}

/** Each that can't be reached costs a request the time of an attempt. */
const maxEntries = 10;

function isServer(server: string): boolean {
  return server !== '' && URL.canParse(`http://${server}`);
}
