/** A proxy's address as a person or an environment variable gives it. */
interface ProxyAddress {
  /** Such as `http://proxy.example:8080`. */
  origin: string;
  /** Null if the address names no user. */
  credentials: ProxyCredentials | null;
}

export interface ProxyCredentials {
  username: string;
  password: string;
}

const maxLength = 1_000;
/** User and password reach to the last `@`: both are written with one in practice, though RFC 3986 wants it encoded. */
const shape =
  /^(?:(https?):\/\/|(?![a-z][a-z0-9+.-]*:\/\/))(?:([^:]*)(?::(.*))?@)?(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?\/?$/i;

/** Reads `host:port`, or the same with `http://` or `https://` and a user. Null for anything else, such as SOCKS. */
export function parseProxyAddress(text: string): ProxyAddress | null {
  const trimmed = text.trim();
  const found = trimmed.length > maxLength ? null : shape.exec(trimmed);
  if (found === null) return null;
  const [, scheme = 'http', username, password = '', host = '', port = ''] = found;
  const protocol = scheme.toLowerCase();
  const usual = protocol === 'https' ? 443 : 80;
  const number = port === '' ? usual : Number(port);
  if (number < 1 || number > 65_535) return null;
  return {
    origin: `${protocol}://${host.toLowerCase()}${number === usual ? '' : `:${number}`}`,
    credentials:
      username === undefined || username === ''
        ? null
        : { username: decoded(username), password: decoded(password) },
  };
}

/** Whether an address is an origin without a user, as the setting has it. */
export function isPlainProxyAddress(address: string): boolean {
  return parseProxyAddress(address)?.origin === address;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
