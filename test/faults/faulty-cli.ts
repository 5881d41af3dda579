/**
 * `packshot` as a process that harms itself as its first argument says (plan.ts). The other arguments are the
 * usual command line, or `scene` with steps as JSON for what the command line lacks. Store and token come
 * from the environment.
 */
import { createSessionStore } from '../../electron/credentials/session-store.ts';
import { speedUpTime } from './fast-time.ts';
import { killingPictureProcesses } from './picture-killer.ts';
import type { Plan, Step } from './plan.ts';
import { withPlant } from './plants.ts';
import { Seam } from './seam.ts';

const [planText = '', ...args] = process.argv.slice(2);
const plan = JSON.parse(planText) as Plan;
speedUpTime(plan.speed, plan.clockJump ?? null);
const seam = new Seam(plan);
seam.install();

const world = {
  effects: withPlant(seam.effects, plan.plant),
  ...(plan.killPictures === undefined ? {} : { startProcess: killingPictureProcesses(plan.killPictures) }),
  keychain: seam.keychain({ ...createSessionStore(), backend: 'keychain' }),
};

const { runCommandLine } = await import('../../electron/cli/run-command.ts');
if (args[0] === 'scene') {
  const { playScene } = await import('./scene.ts');
  process.exitCode = await playScene(plan.dataDir, JSON.parse(args[1] ?? '[]') as Step[], world);
} else {
  process.exitCode = await runCommandLine(args, world);
}
