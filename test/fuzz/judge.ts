import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Another decoder's verdict on an accepted file. */
export type Judgement = { is: 'fine' } | { is: 'warned' | 'unreadable'; how: string };

export async function hasJudge(): Promise<boolean> {
  return await run('convert', ['-version']).then(
    ({ stdout }) => stdout.includes('ImageMagick'),
    () => false,
  );
}

/** Decodes a file completely with ImageMagick. `format` is the detected type, whatever the name. */
export async function judge(path: string, format: string): Promise<Judgement> {
  // Of a document, the first page is used.
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
