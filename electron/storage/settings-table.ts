import { z } from 'zod';
import type { Database } from './database.ts';
import { managedNames, withManaged, type ManagedSettings } from './managed-settings.ts';
import { productIdSchema, storeIdSchema } from '../../shared/ids.ts';
import { defaultSettings, settingsSchema, type Settings } from '../../shared/model.ts';
import { destinationSchema, placementSchema } from '../../shared/review.ts';

const lastGallerySchema = z.object({ storeId: storeIdSchema, productId: productIdSchema }).nullable();
type LastGallery = z.infer<typeof lastGallerySchema>;

/** A folder of the user. Ids are not used again while the list holds a later one. */
const knownFoldersSchema = z.array(z.object({ id: z.int().positive(), path: z.string() }));
export type KnownFolder = z.infer<typeof knownFoldersSchema>[number];

/** Choices of the last review, used as defaults for the next one. */
const reviewDefaultsSchema = z.object({
  altTemplate: z.string().default(''),
  placement: placementSchema.default('after'),
  destination: destinationSchema.default('both'),
});
type ReviewDefaults = z.infer<typeof reviewDefaultsSchema>;

/** Settings and the last open gallery. A value that can't be read counts as never set. */
export class SettingsTable {
  readonly #db: Database;
  readonly #managed: ManagedSettings;
  #chosen: Settings;
  #current: Settings;
  readonly #listeners: (() => void)[] = [];

  constructor(db: Database, managed: ManagedSettings = {}) {
    this.#db = db;
    this.#managed = managed;
    this.#chosen = readKept(this.#read('settings'));
    this.#current = withManaged(this.#chosen, managed);
  }

  /** What the user chose, and over it what is managed. */
  get current(): Settings {
    return this.#current;
  }

  /** See `managedNames`. */
  get managed(): string[] {
    return managedNames(this.#managed);
  }

  /** Managed settings don't change. The user's own choice is kept until they are no longer managed. */
  change(change: Partial<Settings>): Settings {
    this.#chosen = { ...this.#chosen, ...this.#unmanaged(change) };
    this.#current = withManaged(this.#chosen, this.#managed);
    this.#write('settings', this.#chosen);
    for (const listener of this.#listeners) listener();
    return this.#current;
  }

  #unmanaged(change: Partial<Settings>): Partial<Settings> {
    const own = Object.fromEntries(
      Object.entries(change).filter(([name]) => name === 'updates' || !(name in this.#managed)),
    ) as Partial<Settings>;
    if (own.updates === undefined) return own;
    const managed = Object.keys(this.#managed.updates ?? {}) as (keyof Settings['updates'])[];
    const kept = Object.fromEntries(managed.map((part) => [part, this.#chosen.updates[part]]));
    return { ...own, updates: { ...own.updates, ...kept } };
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  get lastGallery(): LastGallery {
    const kept = lastGallerySchema.safeParse(this.#read('last-gallery'));
    return kept.success ? kept.data : null;
  }

  set lastGallery(gallery: LastGallery) {
    this.#write('last-gallery', gallery);
  }

  /** Folders from which photos were added lately, newest first. */
  get recentFolders(): readonly KnownFolder[] {
    const kept = knownFoldersSchema.safeParse(this.#read('recent-folders'));
    return kept.success ? kept.data : [];
  }

  set recentFolders(folders: readonly KnownFolder[]) {
    this.#write('recent-folders', folders);
  }

  get reviewDefaults(): ReviewDefaults {
    const kept = reviewDefaultsSchema.safeParse(this.#read('review'));
    return kept.success ? kept.data : reviewDefaultsSchema.parse({});
  }

  rememberReview(change: Partial<ReviewDefaults>): void {
    this.#write('review', { ...this.reviewDefaults, ...change });
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

/** One by one: an unreadable setting must not discard the others. */
function readKept(kept: unknown): Settings {
  const values: Record<string, unknown> = typeof kept === 'object' && kept !== null ? { ...kept } : {};
  const readable = Object.entries(settingsSchema.shape).filter(
    ([name, schema]) => schema.safeParse(values[name]).success,
  );
  const chosen = Object.fromEntries(readable.map(([name]) => [name, values[name]]));
  return { ...defaultSettings, ...settingsSchema.partial().parse(chosen) };
}
