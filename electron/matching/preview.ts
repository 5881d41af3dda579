import { runInSlices } from '../util/time-slicer.ts';
import { contextOf } from './batch-context.ts';
import type { CatalogueIndex } from './catalogue-index.ts';
import type { FileToMatch, Match } from './match.ts';
import { matchFile } from './match-file.ts';
import type { Pattern } from './patterns.ts';

/** What a file with this name would be matched to. */
export interface NamePreview {
  /** As given, with its folders. */
  name: string;
  certainty: 'certain' | 'suggested' | 'asked';
  match: Match;
}

/** What files with these names would be matched to if they came in one batch. No file is needed. */
export async function previewNames(
  names: readonly string[],
  index: CatalogueIndex,
  patterns: readonly Pattern[],
): Promise<NamePreview[]> {
  const files = names.map(fileNamed);
  const context = await runInSlices(contextOf(files, index));
  const previews: NamePreview[] = [];
  await runInSlices(
    (function* (): Generator<void, void> {
      for (const [at, name] of names.entries()) {
        const match = matchFile(files[at] ?? fileNamed(name), index, patterns, context ?? undefined);
        previews.push({ name, certainty: match.type === 'matched' ? match.certainty : 'asked', match });
        yield;
      }
    })(),
  );
  return previews;
}

function fileNamed(name: string): FileToMatch {
  const path = name.replaceAll('\\', '/');
  const cut = path.lastIndexOf('/') + 1;
  return { fileName: path.slice(cut), folder: path.slice(0, Math.max(0, cut - 1)) };
}
