import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What another decoder says of a file that was found ready. */
export type Judgement = { is: 'fine' } | { is: 'warned' | 'unreadable'; how: string };

/** Whether ImageMagick is there to judge. */
export async function hasJudge(): Promise<boolean> {
  return await run('convert', ['-version']).then(
    ({ stdout }) => stdout.includes('ImageMagick'),
    () => false,
  );
}

/** Decodes all of a file with ImageMagick. `format` is what the file was found to be, whatever its name. */
export async function judge(path: string, format: string): Promise<Judgement> {
  // Of a document, the first page is what is used.
  const file = `${format === 'jpeg' ? 'jpg' : format}:${path}${format === 'tiff' ? '[0]' : ''}`;
  const strict = await decode(['-regard-warnings', file, 'null:']);
  if (strict === null) return { is: 'fine' };
  const lenient = await decode([file, 'null:']);
  return { is: lenient === null ? 'warned' : 'unreadable', how: strict };
}

async function decode(parameters: string[]): Promise<string | null> {
  return await run('convert', parameters, { timeout: 60_000 }).then(
    () => null,
    (error: unknown) => (error as { stderr?: string }).stderr?.split('\n')[0] ?? String(error),
  );
}
