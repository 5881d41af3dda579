// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What @electron/fuses looks for: its sentinel, version 1, the number of fuses, and a character for each, 0 or 1. */
const fuseWire = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x09101000011', 'latin1');

/**
 * Makes a folder that packs like Electron's for Linux, where Electron can't be downloaded. Its program runs the app
 * in `PACKSHOT_STAND_IN_APP`, a laid out archive, on the shell of test/shell.
 * @param {string} folder
 * @param {string} version of the Electron that it stands for
 * @param {{ node: string, shell: string }} programs Node, and the module that runs an app made for Electron
 */
export function makeStandIn(folder, version, { node, shell }) {
  /** @type {(path: string, content: string | Buffer, mode?: number) => void} */
  const put = (path, content, mode = 0o644) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode });
  };
  put('version', version);
  put('LICENSE', 'Stand-in for Electron\n');
  put('LICENSES.chromium.html', 'Stand-in for Electron\n');
  put('locales/en-US.pak', '');
  put('chrome-sandbox', '', 0o755);
  put('chrome_crashpad_handler', '', 0o755);
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const script = [
    '#!/bin/sh',
    'if [ -z "$PACKSHOT_STAND_IN_APP" ]; then echo "This package was made without Electron." >&2; exit 3; fi',
    'export PACKSHOT_STAND_IN_PROGRAM="$0"',
    `exec '${node}' '${shell}' "$PACKSHOT_STAND_IN_APP" "$@"`,
    '# ',
  ].join('\n');
  put('electron', Buffer.concat([Buffer.from(script), fuseWire, Buffer.from('\n')]), 0o755);
}
