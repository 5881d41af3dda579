import type { BrowserWindow, Clipboard, Dialog, Shell } from 'electron';
import { nextOf, sentenceOf, sentencesOf } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';
import type { HelpPage } from '../../shared/model.ts';
import type { App } from '../app.ts';
import { diagnosticsText, reportAddress, type ProgramVersions } from './diagnostics.ts';
import { showFindings } from './show-findings.ts';

export interface HelpPorts {
  app: Promise<Pick<App, 'examine' | 'handlers' | 'showHelp'>>;
  dialog: Pick<Dialog, 'showMessageBox'>;
  clipboard: Pick<Clipboard, 'writeText'>;
  shell: Pick<Shell, 'openExternal' | 'openPath'>;
  versions: ProgramVersions;
  /** Opens the window, or brings it to the front. `opens`: what a new window starts with. */
  showWindow(opens?: HelpPage): void;
  /** Folder of the log files. */
  logs: string;
  window(): BrowserWindow | null;
}

/** What the Help menu does. Results are shown in a dialog or the window; nothing leaves the computer by itself. */
export interface Help {
  open(page: HelpPage): Promise<void>;
  check(): Promise<void>;
  copyDiagnostics(): Promise<void>;
  showLogs(): Promise<void>;
  reportProblem(): Promise<void>;
  checkForUpdates(): Promise<void>;
}

export function createHelp(ports: HelpPorts): Help {
  const { app, clipboard, dialog, logs, shell, versions } = ports;
  const say = async (type: 'info' | 'warning', message: string, detail = ''): Promise<void> => {
    const window = ports.window();
    if (window !== null) await dialog.showMessageBox(window, { type, message, detail });
  };
  return {
    async open(page) {
      // On macOS the menu is there without a window. A page that is loading would miss the message.
      if (ports.window() === null) return ports.showWindow(page);
      ports.showWindow();
      (await app).showHelp(page);
    },
    async check() {
      const findings = await (await app).examine();
      const window = ports.window();
      if (window !== null) await showFindings(dialog, window, findings);
    },
    async copyDiagnostics() {
      await clipboard.writeText(diagnosticsText(versions, await (await app).examine()));
      await say('info', text('help.copied'), text('help.copiedDetail'));
    },
    async showLogs() {
      const problem = await shell.openPath(logs);
      if (problem !== '') await say('warning', text('help.logsAreIn', { folder: logs }), problem);
    },
    async reportProblem() {
      const address = reportAddress(versions, text('help.reportSubject'), text('help.reportQuestion'));
      await shell.openExternal(address).catch(() => say('warning', text('help.noMail')));
    },
    async checkForUpdates() {
      const { handlers } = await app;
      const checked = await handlers['updates.check']({});
      if (!checked.ok) return say('warning', sentenceOf(checked.reason), nextOf(checked.reason) ?? '');
      const snapshot = await handlers['app.snapshot']({});
      if (!snapshot.ok) return;
      const { offer, problem } = snapshot.value.updates;
      if (problem !== null) return say('warning', sentencesOf(problem));
      if (offer === null) return say('info', text('help.isNewest', { version: versions.packshot }));
      await say('info', text('updates.available', { version: offer.version }), text('help.inSettings'));
    },
  };
}
