import { homedir } from 'node:os';
import { findDataFolder, type DataLocation } from '../storage/data-location.ts';
import { defaultPlaces } from '../storage/default-data-folder.ts';
import { managedSettingsFile, readManagedSettings } from '../storage/managed-settings.ts';

/** The data folder that the installed app uses when none is named. */
export function locateOwnFolder(): DataLocation {
  const { platform, env } = process;
  const { managed } = readManagedSettings(managedSettingsFile(platform, env));
  return findDataFolder(defaultPlaces(platform, env, homedir()), managed.dataFolder ?? null);
}
