import type { BrowserWindow, Dialog } from 'electron';
import type { Response } from '../../shared/contract.ts';
import { reason } from '../../shared/messages/reason.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { judgeNewFolder, readFolderFacts } from '../storage/check-new-folder.ts';
import { moveDataFolder } from '../storage/move-data-folder.ts';
import type { Log } from '../util/log.ts';
import { chooseNewDataFolder } from './dialogs.ts';

export interface DataFolderMover {
  /** Asks for a folder and checks it. Nothing is moved yet. */
  choose(window: BrowserWindow): Promise<Outcome<Response<'app.chooseDataFolder'>>>;
  /** Closes the app, moves its data to the folder chosen last, and restarts it. Resolves only if it can't. */
  move(): Promise<Outcome<null>>;
}

interface MoverPorts {
  dialog: Pick<Dialog, 'showOpenDialog'>;
  /** Where the data is, and where the note of its place is. */
  folder: string;
  profile: string;
  /** The only folder that a company allows; null if the user may choose. */
  managed: string | null;
  log: Log;
  window(): Pick<BrowserWindow, 'setProgressBar'> | null;
  /** Does `work` when the app has closed its data; quitting waits for it. */
  closeFor(work: () => Promise<void>): void;
  restart(hasFailed: boolean): void;
}

const megabyte = 1024 * 1024;

export function createDataFolderMover(ports: MoverPorts): DataFolderMover {
  const { dialog, folder, log, managed, profile } = ports;
  let chosen: { path: string; bytes: number } | null = null;

  async function judge(path: string): Promise<Outcome<Response<'app.chooseDataFolder'>>> {
    const facts = await readFolderFacts(folder, path, profile).catch(() => null);
    if (facts === null) return no(reason('new-folder-unwritable', { path }));
    const judged = judgeNewFolder(facts);
    if (!judged.ok) return judged;
    chosen = { path: facts.target, bytes: facts.needed };
    const megabytes = Math.ceil(facts.needed / megabyte);
    return ok({ chosen: { path: facts.target, megabytes, warning: judged.value.warning } });
  }

  async function moveAndRestart({ path, bytes }: { path: string; bytes: number }): Promise<void> {
    const moved = await moveDataFolder({
      from: folder,
      to: path,
      profile,
      onCopied: (copied) => ports.window()?.setProgressBar(bytes === 0 ? 1 : copied / bytes),
    });
    if (!moved.ok) log.error('The data folder was not moved', moved.reason);
    ports.restart(!moved.ok);
  }

  return {
    async choose(window) {
      chosen = null;
      const path = managed ?? (await chooseNewDataFolder(dialog, window));
      return path === null ? ok({ chosen: null }) : await judge(path);
    },
    async move() {
      if (chosen === null) return no(reason('move-not-possible'));
      // What was checked may have changed since.
      const judged = await judge(chosen.path);
      if (!judged.ok) return judged;
      const target = chosen;
      return await new Promise<never>(() => ports.closeFor(() => moveAndRestart(target)));
    },
  };
}
