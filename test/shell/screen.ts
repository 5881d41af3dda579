import { EventEmitter } from 'node:events';

const workArea = { x: 0, y: 0, width: 1920, height: 1080 };

/** One screen, which never changes. */
export const screen = Object.assign(new EventEmitter(), {
  getAllDisplays: (): Pick<Electron.Display, 'workArea'>[] => [{ workArea }],
});
