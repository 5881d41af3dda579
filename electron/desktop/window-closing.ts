import type { Settings } from '../../shared/model.ts';
import type { WorkStatus } from './work-status.ts';

type CloseAnswer = 'close' | 'hide' | 'ask';

/**
 * What closing the window does. `close` ends the app, except on macOS, where an app runs until the user quits it. A
 * window is only hidden while there is work, so that an app without work never stays unseen.
 */
export function onWindowClose(
  platform: NodeJS.Platform,
  whenClosed: Settings['whenClosed'],
  { open }: Pick<WorkStatus, 'open'>,
): CloseAnswer {
  if (platform === 'darwin' || open === 0 || whenClosed === 'quit') return 'close';
  return whenClosed === 'keep-uploading' ? 'hide' : 'ask';
}

/** Whether to say before the app quits what becomes of the work. For what is paused, quitting changes nothing. */
export function asksBeforeQuitting({ open, type }: Pick<WorkStatus, 'open' | 'type'>): boolean {
  return open > 0 && type !== 'paused';
}
