import { readFileSync } from 'node:fs';
import { isAbsolute, resolve, win32 } from 'node:path';
import { z } from 'zod';
import { settingsSchema, type Settings } from '../../shared/model.ts';
import { updateSettingsSchema } from '../../shared/updates.ts';

const { parallel, reserve, bandwidth, proxy } = settingsSchema.shape;

const storeHash = z.string().regex(/^[a-z0-9]{1,32}$/i);
/** A hot folder that everybody has who uses the store on this computer. */
const managedFolderSchema = z.object({
  store: storeHash,
  path: z.string().max(1_000).refine(isAbsolute),
  sendsCertain: z.boolean().default(false),
});
export type ManagedFolder = z.infer<typeof managedFolderSchema>;

/** What a company may set for all who use a computer. */
const managedSettingsSchema = z
  .object({
    parallel,
    reserve,
    bandwidth,
    proxy,
    /** The only ones that can be connected. */
    stores: z.array(storeHash).min(1).max(50),
    folders: z.array(managedFolderSchema).max(20),
    /** Where the data is kept. Without a separator at its end, since it is compared with the folder in use. */
    dataFolder: z
      .string()
      .max(1_000)
      .refine(isAbsolute)
      .transform((folder) => resolve(folder)),
    updates: updateSettingsSchema.pick({ enabled: true, channel: true }).partial(),
  })
  .partial();
export type ManagedSettings = z.infer<typeof managedSettingsSchema>;

/** Names of settings that are managed, such as `parallel` and `updates.enabled`. */
export function managedNames(managed: ManagedSettings): string[] {
  return Object.entries(managed).flatMap(([name, value]) =>
    name === 'updates' ? Object.keys(value).map((part) => `${name}.${part}`) : [name],
  );
}

export function withManaged(chosen: Settings, managed: ManagedSettings): Settings {
  const { stores: _stores, folders: _folders, dataFolder: _dataFolder, ...settings } = managed;
  return { ...chosen, ...settings, updates: { ...chosen.updates, ...settings.updates } };
}

/**
 * A file that only administrators of the computer can write or put there. On Windows every user may create folders in
 * `ProgramData`, but not below `Program Files`. The app's own folder there goes with each update.
 */
export function managedSettingsFile(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): string {
  if (platform === 'win32') {
    const common = env['CommonProgramFiles'] || 'C:\\Program Files\\Common Files';
    return win32.join(common, 'Packshot', 'managed.json');
  }
  if (platform === 'darwin') return '/Library/Application Support/Packshot/managed.json';
  return '/etc/packshot/managed.json';
}

/**
 * The settings in a file; none if there is no file. `problem`: why a part of it is not used, for the log. One by one,
 * so that a setting of a later version doesn't switch off the others.
 */
export function readManagedSettings(path: string): { managed: ManagedSettings; problem: string | null } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { managed: {}, problem: code === 'ENOENT' ? null : `It can't be read (${code}).` };
  }
  return parseManagedSettings(text);
}

export function parseManagedSettings(text: string): { managed: ManagedSettings; problem: string | null } {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return { managed: {}, problem: 'It is no JSON.' };
  }
  const given = z.record(z.string(), z.unknown()).safeParse(read);
  if (!given.success) return { managed: {}, problem: 'It is no object.' };
  const schemas: Readonly<Partial<Record<string, z.ZodType>>> = managedSettingsSchema.shape;
  const isGood = ([name, value]: [string, unknown]): boolean =>
    value !== undefined && Object.hasOwn(schemas, name) && schemas[name]?.safeParse(value).success === true;
  const entries = Object.entries(given.data);
  const wrong = entries.filter((entry) => !isGood(entry)).map(([name]) => name);
  return {
    managed: managedSettingsSchema.parse(Object.fromEntries(entries.filter(isGood))),
    problem: wrong.length === 0 ? null : `Not used: ${wrong.join(', ')}.`,
  };
}
