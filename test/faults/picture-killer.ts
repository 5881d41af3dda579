import { join } from 'node:path';
import { forkProcesses } from '../../electron/util/fork-process.ts';
import type { StartProcess } from '../../electron/util/worker-process.ts';
import { Chance } from './random.ts';

const electron = join(import.meta.dirname, '../../electron');
const start = forkProcesses({
  'picture-process': join(electron, 'pictures/pool/picture-process.ts'),
  'practice-process': join(electron, 'practice/practice-process.ts'),
});

/** All of one picture's starts may be among these, and the pool allows it no more. */
const maxKilledAtStart = 2;

/**
 * Starts picture processes and kills them at random moments: while they start, while they are idle, and over a picture,
 * but never twice over the same one, because only the first death is forgiven. Says on stderr how many it killed.
 */
export function killingPictureProcesses(seed: number): StartProcess {
  const chance = new Chance(seed);
  const killedFor = new Set<string>();
  let killedAtStart = 0;
  process.once('exit', () =>
    process.stderr.write(`killed ${killedFor.size + killedAtStart} picture processes\n`),
  );
  return (name) => {
    const started = start(name);
    let turn = 0;
    if (killedAtStart < maxKilledAtStart && chance.isLikely(0.2)) {
      killedAtStart += 1;
      // Only until it has its first picture, whose own death may be planned or behind it.
      setTimeout(() => turn === 0 && started.kill(), chance.between(0, 400)).unref();
    }
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
        // Not while it has the next picture, whose own death would be its second.
        setTimeout(() => its === turn && started.kill(), chance.between(0, 20)).unref();
      },
    };
  };
}
