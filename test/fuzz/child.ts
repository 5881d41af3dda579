import { createInterface } from 'node:readline';
import { inspect } from '../../electron/pictures/inspect.ts';

/**
 * Inspects files whose paths are read one per line, and writes each result as a line of JSON. A separate
 * process, because the defects it looks for end processes.
 */
for await (const path of createInterface({ input: process.stdin })) {
  const start = performance.now();
  const outcome = await inspect(path);
  const seen = outcome.ok
    ? { ready: outcome.value.type, width: outcome.value.width, height: outcome.value.height }
    : { refused: outcome.reason.code };
  const line = { path, ...seen, ms: performance.now() - start, peakKb: process.resourceUsage().maxRSS };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
