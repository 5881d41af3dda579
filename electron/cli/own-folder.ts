import { homedir } from 'node:os';
import {
  findDataFolder,
  isDataFolder,
  rememberLocation,
  type DataLocation,
} from '../storage/data-location.ts';
import { defaultPlaces } from '../storage/default-data-folder.ts';
import { managedSettingsFile, readManagedSettings } from '../storage/managed-settings.ts';

/** The data folder that the installed app uses when none is named. */
export function locateOwnFolder(): DataLocation {
  const { platform, env } = process;
  const { managed } = readManagedSettings(managedSettingsFile(platform, env));
  const location = findDataFolder(defaultPlaces(platform, env, homedir()), managed.dataFolder ?? null);
  if (location.type === 'found' && isDataFolder(location.folder)) {
    try {
      rememberLocation(location);
    } catch {
      // A service's account may have a home that can't be written. The folder is there all the same.
    }
  }
  return location;
}
