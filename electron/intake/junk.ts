/** Files and folders that systems and programs leave among photos. Nobody means to upload them: they are counted, not listed. */

const systemFiles: ReadonlySet<string> = new Set([
  '.ds_store',
  '.localized',
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  'icon\r',
  'picasa.ini',
]);
const systemFolders: ReadonlySet<string> = new Set([
  '__macosx',
  '@eadir',
  '$recycle.bin',
  'system volume information',
]);
/** Edits and captions that photo programs write beside a picture. */
const sidecarExtensions: ReadonlySet<string> = new Set(['xmp', 'aae']);

/** Whether a name is junk wherever it comes from, even when it was dropped by itself. */
export function isSystemFile(name: string): boolean {
  const lower = name.toLowerCase();
  const extension = lower.slice(lower.lastIndexOf('.') + 1);
  return systemFiles.has(lower) || lower.startsWith('._') || sidecarExtensions.has(extension);
}

/** Whether a file found inside a folder is junk: system files and all hidden ones. */
export function isJunkFile(name: string): boolean {
  return name.startsWith('.') || isSystemFile(name);
}

/** Whether a folder found inside a folder is junk. */
export function isJunkFolder(name: string): boolean {
  return name.startsWith('.') || systemFolders.has(name.toLowerCase());
}
