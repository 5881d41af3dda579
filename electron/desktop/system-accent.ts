import type { SystemPreferences } from 'electron';

/** The accent colour of the system's settings. */
interface SystemAccent {
  /** As `#rrggbb`; null where the system has none. */
  current(): string | null;
  onChange(listener: () => void): void;
}

/** `#rrggbb` from Electron's `RRGGBBAA`; null for anything else. Pure. */
export function readAccent(colour: string): string | null {
  return /^#?[0-9a-f]{6}([0-9a-f]{2})?$/i.test(colour)
    ? `#${colour.replace('#', '').slice(0, 6).toLowerCase()}`
    : null;
}

export function createSystemAccent(
  preferences: Pick<SystemPreferences, 'getAccentColor' | 'subscribeNotification'> & {
    on(event: 'accent-color-changed', listener: () => void): unknown;
  },
  platform: NodeJS.Platform,
): SystemAccent {
  return {
    current() {
      try {
        return readAccent(preferences.getAccentColor());
      } catch {
        return null;
      }
    },
    onChange(listener) {
      if (platform === 'darwin')
        preferences.subscribeNotification('AppleColorPreferencesChangedNotification', listener);
      else preferences.on('accent-color-changed', listener);
    },
  };
}
