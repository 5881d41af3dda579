/** A file name without its extension. */
export function fileStem(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, '');
}
