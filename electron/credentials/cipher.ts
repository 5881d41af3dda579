/**
 * Encryption with a key that the operating system keeps for this user, such as Electron's safeStorage. `available()`
 * is false where the key is no secret, as with safeStorage's `basic_text`.
 */
export interface Cipher {
  available(): Promise<boolean>;
  encrypt(text: string): Promise<Buffer>;
  decrypt(bytes: Uint8Array): Promise<string>;
}
