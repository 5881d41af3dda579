import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { firstEvent, newFolder, openToOthers, start } from './support/private-files.ts';
import { commandLine } from '../support/built.ts';

describe.skipIf(process.platform === 'win32')('no file of Packshot is open to other users', () => {
  test('of the command line', async () => {
    const folder = newFolder();
    const child = start(commandLine, ['status', '--data', join(folder, 'data')]);
    await once(child, 'exit');
    expect(readdirSync(join(folder, 'data'))).toContain('packshot.db');
    expect(openToOthers(folder)).toEqual([]);
  });

  test('of the practice store', async () => {
    const folder = newFolder();
    const child = start('electron/practice/practice-cli.ts', [
      '--port',
      '0',
      '--data',
      join(folder, 'practice'),
    ]);
    expect(await firstEvent(child)).toMatchObject({ ready: true });
    expect(readdirSync(join(folder, 'practice'))).not.toEqual([]);
    expect(openToOthers(folder)).toEqual([]);
  });
});
