import { join } from 'node:path';
import { forkProcesses } from '../../electron/util/fork-process.ts';
import type { StartProcess } from '../../electron/util/worker-process.ts';
import { Chance } from './random.ts';

const electron = join(import.meta.dirname, '../../electron');
const start = forkProcesses({
  'picture-process': join(electron, 'pictures/pool/picture-process.ts'),
  'practice-process': join(electron, 'practice/practice-process.ts'),
});

/**
 * Starts picture processes and kills them at random moments, but never twice over the same picture: the first time is forgiven. Says
 * on stderr how many it killed.
 */
export function killingPictureProcesses(seed: number): StartProcess {
  const chance = new Chance(seed);
  const killedFor = new Set<string>();
  process.once('exit', () => process.stderr.write(`killed ${killedFor.size} picture processes\n`));
  return (name) => {
    const started = start(name);
    let turn = 0;
    return {
      ...started,
      send(message) {
        started.send(message);
        const { request } = message as { request?: Record<string, unknown> };
        if (request === undefined) return;
        turn += 1;
        const what = `${String(request['type'])} ${String(request['path'] ?? request['from'])}`;
        if (killedFor.has(what) || !chance.isLikely(0.4)) return;
        killedFor.add(what);
        const its = turn;
        // Not over the next picture, which is not forgiven twice.
        setTimeout(() => its === turn && started.kill(), chance.between(0, 20)).unref();
      },
    };
  };
}
