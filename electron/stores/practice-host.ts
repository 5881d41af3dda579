import { startPracticeStore, type PracticeStore } from '../practice/server.ts';

/** The practice store inside the app: started when first needed, on a port chosen by the system. */
export class PracticeHost {
  readonly #folder: string;
  #running: Promise<PracticeStore> | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  start(): Promise<PracticeStore> {
    this.#running ??= startPracticeStore({ dataDir: this.#folder }).catch((error: unknown) => {
      this.#running = null;
      throw error;
    });
    return this.#running;
  }

  async close(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await (await running)?.close();
  }
}
