export interface Decrypted {
  text: string;
  /** The key was changed, or there is a better one: the secret should be encrypted again. */
  isOutdated: boolean;
}

/**
 * Encryption with a key that the operating system keeps for this user, such as Electron's safeStorage. `available()`
 * is false where the key is no secret, as with safeStorage's `basic_text`. `encrypt` and `decrypt` reject then, too.
 */
export interface Cipher {
  available(): Promise<boolean>;
  encrypt(text: string): Promise<Buffer>;
  decrypt(bytes: Uint8Array): Promise<Decrypted>;
}
