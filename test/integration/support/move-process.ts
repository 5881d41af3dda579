import { moveDataFolder, type MoveStep } from '../../../electron/storage/move-data-folder.ts';

/** Moves a data folder, and is killed before a step: `node move-process.ts FROM TO PROFILE STEP`. */
const [, , from = '', to = '', profile = '', step] = process.argv;
await moveDataFolder({
  from,
  to,
  profile,
  onStep: (next: MoveStep) => {
    if (next === step) process.kill(process.pid, 'SIGKILL');
  },
});
