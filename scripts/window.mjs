// @ts-check
import { findBrowser } from './browser.mjs';
import { electronBinary, electronVersion } from './electron-binary.mjs';
import { pinnedNode } from './paths.mjs';

/** In words, what opens the window: Electron where its program is, else the shell of test/shell on Chromium. */
export function windowInWords() {
  if (electronBinary() !== null) return `Packshot runs in Electron ${electronVersion()}.`;
  return `Packshot runs in ${findBrowser() ?? 'Chromium'}: Electron's program is not on this machine.`;
}

/**
 * The program and arguments that open the built app.
 * @param {readonly string[]} args
 * @returns {[string, string[]]}
 */
export function openWindow(args) {
  const electron = electronBinary();
  if (electron === null) return [pinnedNode, ['test/shell/run.ts', 'out/main/main.js', ...args]];
  // Chromium, which Electron is, refuses to run its sandbox as root.
  const root = process.platform === 'linux' && process.getuid?.() === 0;
  return [electron, [...(root ? ['--no-sandbox'] : []), '.', ...args]];
}
