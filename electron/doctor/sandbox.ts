import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { reason } from '../../shared/messages/reason.ts';
import type { Finding } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';
import { good, problem } from './finding.ts';

/**
 * What decides whether Chromium can use its sandbox on Linux. Kernel settings are null if the kernel doesn't have
 * them.
 */
export interface SandboxFacts {
  /** `/proc/sys/kernel/apparmor_restrict_unprivileged_userns`, of Ubuntu 23.10 and later. */
  apparmorRestricts: string | null;
  /** `/proc/sys/kernel/unprivileged_userns_clone`, of Debian's kernels. */
  usernsClone: string | null;
  /** `/proc/sys/user/max_user_namespaces`. */
  maxNamespaces: string | null;
  /** An AppArmor profile applies to the program. */
  hasProfile: boolean;
  /** Chromium's `chrome-sandbox` belongs to root, has the setuid bit, and is not on a mounted AppImage. */
  hasSetuidHelper: boolean;
}

/** The settings of the kernel that would allow the sandbox. */
export const sandboxSettings = [
  'kernel.apparmor_restrict_unprivileged_userns=0',
  'kernel.unprivileged_userns_clone=1',
  'user.max_user_namespaces=15000',
] as const;
export type SandboxSetting = (typeof sandboxSettings)[number];

/**
 * What keeps Chromium from using its sandbox; null if nothing does. It takes a user namespace, or else its setuid
 * helper, and ends the app if it can have neither (`zygote_host_impl_linux.cc`). `packaging/bin/sandbox` decides the
 * same before Electron starts.
 */
export function missingSetting(facts: SandboxFacts): SandboxSetting | null {
  if (facts.hasSetuidHelper) return null;
  if (facts.maxNamespaces === '0') return 'user.max_user_namespaces=15000';
  if (facts.usernsClone === '0') return 'kernel.unprivileged_userns_clone=1';
  if (facts.apparmorRestricts === '1' && !facts.hasProfile)
    return 'kernel.apparmor_restrict_unprivileged_userns=0';
  return null;
}

/** What a user reads about it. The packages' start script has these words too. */
export function sandboxReason(setting: SandboxSetting): Reason {
  return setting.startsWith('kernel.apparmor')
    ? reason('sandbox-apparmor', { setting })
    : reason('sandbox-namespaces', { setting });
}

/**
 * Whether the window can use Chromium's sandbox. On Linux only, and not for root, whom Chromium refuses anyway.
 * `folder`: of the program. `root`: of the system's files.
 */
export async function checkSandbox(folder: string, root = '/'): Promise<Finding> {
  const setting = missingSetting(await sandboxFacts(folder, root));
  return setting === null
    ? good('sandbox', reason('check-sandbox'))
    : problem('sandbox', sandboxReason(setting));
}

/** Where the deb and the rpm install the program; their profile names this folder. */
const installedFolder = '/opt/Packshot';

async function sandboxFacts(folder: string, root: string): Promise<SandboxFacts> {
  const read = async (path: string): Promise<string | null> => {
    try {
      return (await readFile(join(root, path), 'utf8')).trim();
    } catch {
      return null;
    }
  };
  const label = await read('proc/self/attr/current');
  const isConfined = label !== null && label !== '' && label !== 'unconfined';
  const isInstalled = folder === installedFolder && (await read('etc/apparmor.d/packshot-app')) !== null;
  return {
    apparmorRestricts: await read('proc/sys/kernel/apparmor_restrict_unprivileged_userns'),
    usernsClone: await read('proc/sys/kernel/unprivileged_userns_clone'),
    maxNamespaces: await read('proc/sys/user/max_user_namespaces'),
    hasProfile: isConfined || isInstalled,
    hasSetuidHelper: await isSetuid(join(folder, 'chrome-sandbox')),
  };
}

/** An AppImage is mounted without setuid rights, and its files belong to whoever mounted it. */
async function isSetuid(path: string): Promise<boolean> {
  try {
    const { uid, mode } = await stat(path);
    return uid === 0 && (mode & 0o4000) !== 0;
  } catch {
    return false;
  }
}
