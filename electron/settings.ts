import { z } from 'zod';
import type { Database } from './storage/database.ts';
import {
  defaultSettings,
  productIdSchema,
  settingsSchema,
  storeIdSchema,
  type Settings,
} from '../shared/model.ts';

/** A product whose gallery was open. */
const lastGallerySchema = z.object({ storeId: storeIdSchema, productId: productIdSchema }).nullable();
type LastGallery = z.infer<typeof lastGallerySchema>;

/** What the user chose, and where they were; a value that cannot be read is as if never chosen. */
export class SettingsTable {
  readonly #db: Database;
  #current: Settings;

  constructor(db: Database) {
    this.#db = db;
    const kept = settingsSchema.partial().safeParse(this.#read('settings'));
    this.#current = { ...defaultSettings, ...(kept.success ? kept.data : {}) };
  }

  get current(): Settings {
    return this.#current;
  }

  change(change: Partial<Settings>): Settings {
    this.#current = { ...this.#current, ...change };
    this.#write('settings', this.#current);
    return this.#current;
  }

  get lastGallery(): LastGallery {
    const kept = lastGallerySchema.safeParse(this.#read('last-gallery'));
    return kept.success ? kept.data : null;
  }

  set lastGallery(gallery: LastGallery) {
    this.#write('last-gallery', gallery);
  }

  #read(name: string): unknown {
    const row = this.#db.get('SELECT value FROM settings WHERE name = ?', name);
    try {
      return JSON.parse(String(row?.['value'] ?? '{}'));
    } catch {
      return {};
    }
  }

  #write(name: string, value: unknown): void {
    this.#db.run(
      `INSERT INTO settings (name, value) VALUES (?, ?)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      name,
      JSON.stringify(value),
    );
  }
}
