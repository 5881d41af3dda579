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
  '#recycle',
  'lost+found',
  'lost.dir',
  'found.000',
]);
/** Edits, captions and thumbnails that photo programs and cameras write beside a picture. */
const sidecarExtensions: ReadonlySet<string> = new Set([
  'xmp',
  'aae',
  'thm',
  'cos',
  'cop',
  'cot',
  'dop',
  'pp3',
  'nksc',
  'vrd',
  'dr4',
  'on1',
]);
/** What browsers, file managers and programs call a file until it is whole. */
const temporaryName = /^~|~$|\.(?:tmp|temp|crdownload|part|partial|download|filepart|lock)$/i;

/** Whether a name is junk wherever it comes from, even when it was dropped by itself. */
export function isSystemFile(name: string): boolean {
  const lower = name.toLowerCase();
  const extension = lower.slice(lower.lastIndexOf('.') + 1);
  return systemFiles.has(lower) || lower.startsWith('._') || sidecarExtensions.has(extension);
}

/** Whether a file found inside a folder is junk: system files and all hidden ones. */
export function isIgnoredFile(name: string): boolean {
  return name.startsWith('.') || isSystemFile(name);
}

/** Whether a folder found inside a folder is junk. */
export function isIgnoredFolder(name: string): boolean {
  return name.startsWith('.') || systemFolders.has(name.toLowerCase());
}

/** Whether a name is that of a file still being made; the finished one comes under another name. */
export function isTemporaryName(name: string): boolean {
  return temporaryName.test(name);
}
