import type { ProxyChoice } from './proxy-choice.ts';

/**
 * Reads what a proxy configuration answers, such as `PROXY a.example:8080; DIRECT`. Takes the first entry that can be
 * used. Source: the return value of `FindProxyForURL`, and Electron's `session.resolveProxy`.
 */
export function readPacAnswer(answer: string): ProxyChoice {
  let unsupported: ProxyChoice | null = null;
  for (const entry of answer.split(';')) {
    const [type = '', server = ''] = entry.trim().split(/\s+/);
    switch (type.toUpperCase()) {
      case 'DIRECT':
        return { type: 'direct' };
      case 'PROXY':
      case 'HTTP':
        if (isServer(server)) return { type: 'proxy', server: `http://${server}` };
        break;
      case 'HTTPS':
        if (isServer(server)) return { type: 'proxy', server: `https://${server}` };
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
  return unsupported ?? { type: 'direct' };
}

function isServer(server: string): boolean {
  return server !== '' && URL.canParse(`http://${server}`);
}
