import { settingsSchema, type Settings } from '../../shared/model.ts';
import { reason } from '../../shared/messages/reason.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';

/** Larger files are none that Packshot wrote. */
export const maxSettingsFile = 1_000_000;

/** Belong to this computer or installation, not to the way somebody works. */
const { startsAtLogin: _login, updates: _updates, ...schemas } = settingsSchema.shape;
type Shared = Omit<Settings, 'startsAtLogin' | 'updates'>;

/** All that can be used on another computer, with the presets. Holds no secret: these are in the keychain. */
export function settingsFile(settings: Settings, version: string): string {
  const shared = Object.fromEntries(Object.entries(settings).filter(([name]) => name in schemas));
  return `${JSON.stringify({ packshotSettings: 1, version, settings: shared }, null, 2)}\n`;
}

/**
 * The settings in a file, each judged alone: one of a later version doesn't keep the others out. `leftOut`: the names
 * of those that can't be used.
 */
export function readSettingsFile(text: string): Outcome<{ settings: Partial<Shared>; leftOut: string[] }> {
  const given = parse(text);
  if (given === null) return no(reason('settings-file-foreign'));
  const entries = Object.entries(given);
  const isGood = ([name, value]: [string, unknown]): boolean =>
    Object.hasOwn(schemas, name) && schemas[name as keyof Shared].safeParse(value).success;
  return ok({
    settings: settingsSchema.partial().parse(Object.fromEntries(entries.filter(isGood))),
    leftOut: entries.filter((entry) => !isGood(entry)).map(([name]) => name),
  });
}

function parse(text: string): object | null {
  if (text.length > maxSettingsFile) return null;
  try {
    const read = JSON.parse(text) as { packshotSettings?: unknown; settings?: unknown } | null;
    const { packshotSettings, settings } = read ?? {};
    return packshotSettings === 1 && typeof settings === 'object' && !Array.isArray(settings)
      ? settings
      : null;
  } catch {
    return null;
  }
}
