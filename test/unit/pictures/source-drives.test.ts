import { execFileSync } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { closeSync, openSync } from 'node:fs';
import * as realDisk from 'node:fs/promises';
import { readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSourceDrives } from '../../../electron/pictures/source-drives.ts';
import { tempFolder } from '../intake/temp-folder.ts';

test.skipIf(process.platform === 'win32')(
  'files of a drive that does not answer leave Node’s threads to the rest of the app',
  async () => {
    await using folder = await tempFolder();
    const near = await folder.write('near.txt', 'near');
    // Opening a pipe waits for a writer, as opening a file of a dead share waits for its server.
    const pipes = Array.from({ length: 6 }, (_, at) => join(folder.path, `pipe-${at}`));
    execFileSync('mkfifo', pipes);
    const disk = createSourceDrives({ disk: realDisk }).diskFor([folder.path]);
    const opening = pipes.map(async (pipe) => await disk.open(pipe, 'r'));
    try {
      expect(await readFile(near, 'utf8')).toBe('near');
      expect((await lookup('localhost')).address).toBeTruthy();
    } finally {
      const writers = pipes.map((pipe) => openSync(pipe, 'r+'));
      for (const file of await Promise.all(opening)) await file.close();
      writers.forEach(closeSync);
    }
  },
);

test.skipIf(process.platform === 'win32')(
  'a link that took the place of a file since it was found leads nowhere',
  async () => {
    await using folder = await tempFolder();
    await using other = await tempFolder();
    const path = await folder.write('a.jpg', 'a photo');
    const disk = createSourceDrives().diskFor([folder.path]);
    await (await disk.open(path, 'r')).close();
    await rm(path);
    await symlink(await other.write('private.jpg', 'private'), path);
    await expect(disk.open(path, 'r')).rejects.toMatchObject({ trouble: 'link-loop' });
  },
);
