import { text } from '../../shared/messages/text.ts';
import type { WorkStatus } from './work-status.ts';

export type TrayAction = 'open' | 'pause' | 'resume' | 'quit';

/** A line without an action says what is happening. */
type TrayItem = { label: string; action: TrayAction | null } | 'separator';

/** The menu of the tray icon, or of macOS's menu bar. Its first line also is the icon's tooltip. */
export function trayMenu(status: WorkStatus): readonly [TrayItem & object, ...TrayItem[]] {
  return [
    { label: statusLine(status), action: null },
    'separator',
    { label: text('tray.open'), action: 'open' },
    status.type === 'paused'
      ? { label: text('tray.resume'), action: 'resume' }
      : { label: text('tray.pause'), action: 'pause' },
    'separator',
    { label: text('tray.quit'), action: 'quit' },
  ];
}

function statusLine({ type, open, failed }: WorkStatus): string {
  switch (type) {
    case 'idle':
      return failed > 0 ? text('tray.failed', { failed }) : text('tray.idle');
    case 'sending':
      return text('tray.sending', { open });
    case 'waiting':
      return text('tray.waiting', { open });
    case 'paused':
      return text('tray.paused', { open });
    case 'needs-sign-in':
      return text('tray.needsSignIn');
  }
}
