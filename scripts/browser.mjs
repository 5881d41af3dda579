// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { onPath } from './paths.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** The system's Chromium or Chrome, `PACKSHOT_CHROMIUM` first; null if there is none. As in test/shell. */
export function findBrowser() {
  const given = process.env.PACKSHOT_CHROMIUM;
  if (given) return given;
  for (const name of names) {
    const path = onPath(name);
    if (path !== null) return path;
  }
  const programFolders = [
    process.env.PROGRAMFILES,
    process.env['PROGRAMFILES(X86)'],
    process.env.LOCALAPPDATA,
  ];
  const usual = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...programFolders.flatMap((folder) =>
      folder ? [join(folder, 'Google/Chrome/Application/chrome.exe')] : [],
    ),
  ];
  return usual.find((path) => existsSync(path)) ?? null;
}
