/** How one address is reached. `server`: such as `http://proxy.example:8080`. */
export type ProxyChoice =
  | { type: 'direct' }
  | { type: 'proxy'; server: string }
  /** A proxy of a type that Packshot does not use, such as SOCKS. */
  | { type: 'unsupported'; server: string };

/** Ways to try in their order; never empty. */
export type ProxyChoices = readonly [ProxyChoice, ...ProxyChoice[]];

/** Asks the system how an address is reached. */
export type SystemProxy = (url: URL) => Promise<ProxyChoices>;

/** Whether an address is on this computer. Such an address never goes through a proxy. */
export function isLoopback({ hostname }: URL): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}
