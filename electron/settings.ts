import type { Database } from './storage/database.ts';
import { defaultSettings, settingsSchema, type Settings } from '../shared/model.ts';

/** What the user chose; a value that cannot be read is as if never chosen. */
export class SettingsTable {
  readonly #db: Database;
  #current: Settings;

  constructor(db: Database) {
    this.#db = db;
    const row = db.get(`SELECT value FROM settings WHERE name = 'settings'`);
    const kept = settingsSchema.partial().safeParse(row ? parse(String(row['value'])) : {});
    this.#current = { ...defaultSettings, ...(kept.success ? kept.data : {}) };
  }

  get current(): Settings {
    return this.#current;
  }

  change(change: Partial<Settings>): Settings {
    this.#current = { ...this.#current, ...change };
    this.#db.run(
      `INSERT INTO settings (name, value) VALUES ('settings', ?)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      JSON.stringify(this.#current),
    );
    return this.#current;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
