import { jumpActionIn } from './jump-list.ts';
import { moveFailed, updateFailed } from './launch-options.ts';
import { hiddenOption } from './login-item.ts';

/** What only the first start was for. */
const once: ReadonlySet<string> = new Set([hiddenOption, moveFailed, updateFailed]);

/**
 * How Packshot starts itself again. Options of the first start stay; files, links and tasks that it was started with
 * are taken in already. An AppImage's program lies in a mount that ends with it, so the image itself is started. Pure.
 */
export function relaunchOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  { packaged, reasons }: { packaged: boolean; reasons: readonly string[] },
): { args: string[]; execPath?: string } {
  // In a checkout, Electron's first argument is the app.
  const app = packaged ? [] : argv.slice(1, 2);
  const options = argv
    .slice(1 + app.length)
    .filter((one) => one.startsWith('--') && !once.has(one) && jumpActionIn([one]) === null);
  const image = env['APPIMAGE'];
  return { args: [...app, ...options, ...reasons], ...(image ? { execPath: image } : {}) };
}
