import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { firstEvent, newFolder, openToOthers, start } from '../integration/support/private-files.ts';

test.skipIf(process.platform === 'win32')(
  'the desktop app creates no files that other users can read',
  async () => {
    const folder = newFolder();
    const child = start('test/shell/run.ts', ['out/main/main.js', `--data=${join(folder, 'data')}`], {
      PACKSHOT_HEADLESS: '1',
      PACKSHOT_SHELL_CDP: '1',
      TMPDIR: folder,
    });
    await firstEvent(child, ({ event }) => event === 'window');
    expect(readdirSync(join(folder, 'data'))).toContain('packshot.db');
    expect(openToOthers(folder)).toEqual([]);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  },
);
