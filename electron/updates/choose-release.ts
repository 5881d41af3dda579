import type { UpdateChannel } from '../../shared/updates.ts';
import type { Release, ReleaseFile } from './release-manifest.ts';
import { compareVersions } from './version-order.ts';

/**
 * How this copy was installed. `format`: the file that replaces it; null if the system's package manager or the user
 * does. Then a new version is only announced.
 */
export interface UpdateTarget {
  platform: NodeJS.Platform;
  arch: string;
  format: 'nsis' | 'zip' | 'AppImage' | null;
}

export interface Offer {
  release: Release;
  /** Null: it can't be installed from here. */
  file: ReleaseFile | null;
}

/** The channels to ask. Whoever takes betas also takes releases. */
export function channelsOf(channel: UpdateChannel): readonly UpdateChannel[] {
  return channel === 'beta' ? ['beta', 'stable'] : ['stable'];
}

/** The newest release that is later than the installed version; null if there is none. Never an earlier one. */
export function chooseRelease(
  installed: string,
  target: UpdateTarget,
  releases: readonly Release[],
): Offer | null {
  const [newest] = releases
    .filter(({ version }) => compareVersions(version, installed) > 0)
    .toSorted((a, b) => compareVersions(b.version, a.version));
  if (newest === undefined) return null;
  const file = newest.files.find(
    ({ platform, arch, format }) =>
      platform === target.platform && arch === target.arch && format === target.format,
  );
  return { release: newest, file: file ?? null };
}
