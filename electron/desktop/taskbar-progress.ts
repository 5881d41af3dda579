import type { WorkStatus } from './work-status.ts';

/** For `BrowserWindow.setProgressBar`: -1 shows none; `mode` is used on Windows. */
interface TaskbarProgress {
  value: number;
  mode: 'normal' | 'paused' | 'error';
}

/** The progress of all uploads on the window's button in the taskbar or the dock. */
export function taskbarProgress({ type, fraction, failed }: WorkStatus): TaskbarProgress {
  if (type === 'idle' || fraction === null) return { value: -1, mode: 'normal' };
  const mode = type === 'paused' ? 'paused' : failed > 0 || type === 'needs-sign-in' ? 'error' : 'normal';
  return { value: Math.min(Math.max(fraction, 0), 1), mode };
}
