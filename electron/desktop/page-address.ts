/** Scheme and host of Packshot's one page. `file://` would share its origin with every file. */
export const scheme = 'packshot';
export const host = 'app';
export const pageUrl = `${scheme}://${host}/`;

/** Whether an address is in our origin. `origin` is "null" for unknown schemes, so the parts are compared. */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${scheme}:` && url.host === host && url.username === '';
}

/** Whether an address is the page itself, with any query or fragment. */
export function isOwnPage(address: string): boolean {
  const path = URL.parse(address)?.pathname;
  return isOwnAddress(address) && (path === '/' || path === '' || path === '/index.html');
}
