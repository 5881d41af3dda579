import { EventEmitter } from 'node:events';
import { hands, screensAtStart } from './environment.ts';

type Display = Pick<Electron.Display, 'id' | 'workArea'>;

const usual: Electron.Rectangle[] = [{ x: 0, y: 0, width: 1920, height: 1080 }];
let displays = displaysOf(screensAtStart ?? usual);

/** Ids stay with a screen's place in the list. */
function displaysOf(workAreas: readonly Electron.Rectangle[]): Display[] {
  return workAreas.map((workArea, index) => ({ id: index + 1, workArea }));
}

/**
 * Screens, the first of which is the main one. A test plugs them in and out by `{"do":"screens","workAreas":[...]}`, or
 * has others from the start by `PACKSHOT_SHELL_SCREENS`.
 */
export const screen = Object.assign(new EventEmitter(), {
  getAllDisplays: (): Display[] => displays,
  getPrimaryDisplay: (): Display => displays[0]!,
});

hands.on('screens', ({ workAreas = usual }) => {
  const before = displays;
  displays = displaysOf(workAreas);
  for (const gone of before.slice(displays.length)) screen.emit('display-removed', {}, gone);
  for (const added of displays.slice(before.length)) screen.emit('display-added', {}, added);
  displays.forEach((display, index) => {
    const was = before[index];
    if (was !== undefined && JSON.stringify(was) !== JSON.stringify(display))
      screen.emit('display-metrics-changed', {}, display, ['bounds', 'workArea']);
  });
});
