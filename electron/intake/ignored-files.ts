/** Files and folders that systems and programs leave among photos. They are counted, not listed. */

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
/** Files with edits, captions or thumbnails that photo programs and cameras write beside a picture. */
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
/** Names of unfinished files, as browsers, file managers and programs choose them. */
const temporaryName = /^~|~$|\.(?:tmp|temp|crdownload|part|partial|download|filepart|lock)$/i;

/** Whether a file is ignored even when it is dropped by itself. */
export function isSystemFile(name: string): boolean {
  const lower = name.toLowerCase();
  const extension = lower.slice(lower.lastIndexOf('.') + 1);
  return systemFiles.has(lower) || lower.startsWith('._') || sidecarExtensions.has(extension);
}

/** Whether a file inside a folder is ignored: system files and hidden files. */
export function isIgnoredFile(name: string): boolean {
  return name.startsWith('.') || isSystemFile(name);
}

export function isIgnoredFolder(name: string): boolean {
  return name.startsWith('.') || systemFolders.has(name.toLowerCase());
}

/** Whether a file is unfinished: the finished one will have another name. */
export function isTemporaryName(name: string): boolean {
  return temporaryName.test(name);
}
