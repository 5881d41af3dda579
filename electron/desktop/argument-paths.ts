import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Options start with a dash. An address has two letters or more before its colon, a drive has one. */
const optionOrAddress = /^(?:-|[a-z][a-z0-9+.-]+:)/i;

/**
 * Files and folders in the arguments of a start: "Open with", "Send to", or a drop on the app's icon. `folder`: the
 * working directory of that start. A development start also names the app itself.
 */
export function argumentPaths(argv: readonly string[], folder: string, isPackaged: boolean): string[] {
  return argv
    .slice(isPackaged ? 1 : 2)
    .map(withoutFileScheme)
    .filter((argument) => argument !== '' && !optionOrAddress.test(argument))
    .map((path) => resolve(folder, path));
}

/** Linux desktops name files by their addresses where an entry takes addresses. */
function withoutFileScheme(argument: string): string {
  if (!argument.startsWith('file://')) return argument;
  try {
    return fileURLToPath(argument);
  } catch {
    return '';
  }
}
