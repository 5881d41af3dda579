// These two come first: files must not be created, nor memory grow, before them.
import './private-files.ts';
import './lean-heap.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app as electron, utilityProcess } from 'electron';
import { commandArguments } from './desktop/command-arguments.ts';
import { refuseDebuggers } from './desktop/debuggers.ts';
import { utilityProcesses } from './desktop/utility-processes.ts';
import { terminalText } from './util/terminal-text.ts';

/**
 * Electron starts here: the window, or a command. The fuse RunAsNode is off, so a package has no other way to run
 * the command line.
 */
refuseDebuggers(electron);
const args = commandArguments(process.argv);
if (args === null) await import('./main.ts');
// Not awaited: Electron is not ready before this module is loaded.
else void command(args);

async function command(args: string[]): Promise<void> {
  // Chromium's own files. The data folder may belong to a running window.
  const userData = mkdtempSync(join(tmpdir(), 'packshot-command-'));
  electron.setPath('userData', userData);
  await electron.whenReady();
  let code = 1;
  try {
    const { runCommandLine } = await import('./cli/run-command.ts');
    code = await runCommandLine(args, {
      startProcess: utilityProcesses(utilityProcess, import.meta.dirname),
      ...(electron.isPackaged ? { program: electron.getPath('exe') } : {}),
    });
  } catch (error) {
    process.stderr.write(`${terminalText(error instanceof Error ? error.message : String(error))}\n`);
  }
  await new Promise<void>((written) => process.stdout.write('', () => written()));
  electron.once('quit', () => {
    try {
      rmSync(userData, { recursive: true, force: true });
    } catch {
      // Windows deletes no open file; its clean-up of temporary files does later.
    }
  });
  electron.exit(code);
}
