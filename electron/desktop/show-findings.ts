import type { BrowserWindow, Dialog } from 'electron';
import type { Finding } from '../../shared/model.ts';
import { sentencesOf } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';

/** Shows what a check found, problems first. */
export async function showFindings(
  dialog: Pick<Dialog, 'showMessageBox'>,
  window: BrowserWindow,
  findings: readonly Finding[],
): Promise<void> {
  const problems = findings.filter(({ verdict }) => verdict === 'problem');
  const rest = findings.filter(({ verdict }) => verdict !== 'problem');
  await dialog.showMessageBox(window, {
    type: problems.length > 0 ? 'warning' : 'info',
    message: text(problems.length > 0 ? 'dialogs.someNeedAction' : 'dialogs.nothingNeedsAction'),
    detail: [...problems, ...rest].map(({ text }) => `• ${sentencesOf(text)}`).join('\n'),
  });
}
