import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { reason } from '../../shared/messages/reason.ts';
import type { Finding } from '../../shared/model.ts';
import { good, problem } from './finding.ts';

/** A cold start on a slow disk; then the check itself. */
const maxMs = 90_000;
/** The last line of a self-check (`SelfCheckResult`). */
const resultSchema = z.object({ passed: z.boolean(), why: z.string().nullable() });

/**
 * Whether the installed app's window opens and answers: starts its self-check, hidden and on a data folder of its own.
 * `program`: of the app.
 */
export async function checkWindow(program: string): Promise<Finding> {
  const folder = await mkdtemp(join(tmpdir(), 'packshot-window-')).catch(() => null);
  if (folder === null) return problem('window', reason('check-no-temporary-folder', { path: tmpdir() }));
  try {
    const why = await new Promise<string | null>((resolve) => {
      const args = ['--self-check', `--data=${join(folder, 'data')}`];
      execFile(program, args, { timeout: maxMs, windowsHide: true }, (error, out, err) =>
        resolve(whyNot(error, out, err)),
      );
    });
    return why === null
      ? good('window', reason('check-window'))
      : problem('window', reason('check-window-failed', { why }));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Null if the check passed. */
function whyNot(error: Error | null, out: string, err: string): string | null {
  const last = out.trim().split('\n').at(-1) ?? '';
  const result = resultSchema.safeParse(parse(last));
  if (error === null && result.data?.passed) return null;
  const found = result.data?.why ?? err.trim().split('\n').at(-1) ?? '';
  return (found || error?.message || 'it ended without a result').replace(/[.\s]+$/, '').slice(0, 300);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
