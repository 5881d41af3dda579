import type { SecretStores } from './open.ts';

/**
 * The secret stores, opened by their first use: a keychain may take seconds to answer, and not every command needs
 * one.
 */
export class SecretStoresLater {
  readonly #open: () => Promise<SecretStores>;
  #opening: Promise<SecretStores> | null = null;
  #known: SecretStores | null = null;

  constructor(open: () => Promise<SecretStores>) {
    this.#open = open;
  }

  /** Null until they are open. */
  get known(): SecretStores | null {
    return this.#known;
  }

  async opened(): Promise<SecretStores> {
    this.#opening ??= this.#open();
    this.#known = await this.#opening;
    return this.#known;
  }
}
