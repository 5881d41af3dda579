/**
 * Encryption by a key that the operating system keeps for this user. Electron's safeStorage is one; an implementation
 * answers `available() === false` where the key is no secret, as with safeStorage's `basic_text`.
 */
export interface Cipher {
  available(): Promise<boolean>;
  encrypt(text: string): Promise<Buffer>;
  decrypt(bytes: Uint8Array): Promise<string>;
}
