import { maxFilesUnasked, type GivenCount } from '../../shared/drop-guard.ts';
import { withArchives } from '../pictures/archives/archive-disk.ts';
import { sourceDrives, type SourceDisk } from '../pictures/source-drives.ts';
import { scan, type FoundFile } from './scan.ts';

export interface Survey extends GivenCount {
  /** The first files, as many as can go to a product without a question. */
  first: FoundFile[];
}

interface SurveyOptions {
  signal: AbortSignal;
  onFound: (files: number) => void;
}

const pathsAtOnce = 64;

/** Counts and names the files of a drop without reading any, as `scan` finds them. Ends early if `signal` aborts. */
export async function surveyGiven(
  paths: readonly string[],
  { signal, onFound }: SurveyOptions,
): Promise<Survey> {
  const disk = withArchives(sourceDrives.diskFor(paths));
  try {
    return await survey(paths, disk, { signal, onFound });
  } finally {
    await disk.close();
  }
}

async function survey(
  paths: readonly string[],
  disk: SourceDisk,
  { signal, onFound }: SurveyOptions,
): Promise<Survey> {
  let files = 0;
  const first: FoundFile[] = [];
  for await (const found of scan(paths, { signal, disk })) {
    files += found.files.length;
    first.push(...found.files.slice(0, maxFilesUnasked - first.length));
    if (found.files.length > 0) onFound(files);
  }
  let folders = 0;
  for (let start = 0; start < paths.length && !signal.aborted; start += pathsAtOnce) {
    const some = await Promise.all(
      paths.slice(start, start + pathsAtOnce).map((path) => isFolder(disk, path)),
    );
    folders += some.filter(Boolean).length;
  }
  return { files, folders, first };
}

/** Whether any path exists: a memory card may have been removed. */
export async function areSomeThere(paths: readonly string[]): Promise<boolean> {
  const disk = sourceDrives.diskFor(paths);
  for (const path of paths) {
    const found = await disk.stat(path).catch(() => null);
    if (found !== null) return true;
  }
  return false;
}

async function isFolder(disk: SourceDisk, path: string): Promise<boolean> {
  const facts = await disk.stat(path).catch(() => null);
  return facts?.isDirectory() ?? false;
}
