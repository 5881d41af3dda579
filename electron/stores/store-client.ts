/** What opens a connection to a store. It is loaded together, because its parts share Node's HTTP. */
export { verifyToken } from '../bigcommerce/verify-token.ts';
export { openConnection } from './connection.ts';
export { tryWebdav } from './try-webdav.ts';
