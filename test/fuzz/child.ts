import { createInterface } from 'node:readline';
import { inspect } from '../../electron/pictures/inspect.ts';

/**
 * Inspects the files whose paths come in, one a line, and writes what came of each as a line of JSON: in a process of its own, because
 * what is looked for ends processes.
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
