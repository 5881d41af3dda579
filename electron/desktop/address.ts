/** Scheme and host of the one page that Packshot has. A scheme of its own, because `file://` pages share an origin with every file. */
export const scheme = 'packshot';
export const host = 'app';
export const pageUrl = `${scheme}://${host}/`;

/** Whether an address lies at our own origin. Compared part by part: `origin` is "null" for schemes a URL parser doesn't know. */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${scheme}:` && url.host === host && url.username === '';
}

/** Whether an address is the page itself, whatever its query or fragment. */
export function isOwnPage(address: string): boolean {
  const path = URL.parse(address)?.pathname;
  return isOwnAddress(address) && (path === '/' || path === '' || path === '/index.html');
}
