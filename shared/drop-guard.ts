/** More files for one product may be a mistake: few galleries have more images. */
export const maxFilesUnasked = 30;

/** Files without the ignored ones, and folders among what was dropped. */
export interface GivenCount {
  files: number;
  folders: number;
}

/** Whether a drop on one product is so large that the user looks it over first. */
export function isLargeDrop({ files, folders }: GivenCount): boolean {
  return files > maxFilesUnasked || (folders > 1 && files > 0);
}
