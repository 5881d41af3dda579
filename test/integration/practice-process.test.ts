import { expect, test } from 'vitest';
import { PracticeHost } from '../../electron/stores/practice-host.ts';
import { startProcess } from '../unit/pictures/pool/open-pool.ts';
import { tempFolder } from '../unit/intake/temp-folder.ts';

test('the practice store of the app runs in a process of its own, and ends when it is closed', async () => {
  await using folder = await tempFolder();
  const pids: number[] = [];
  const host = new PracticeHost(folder.path, (name) => {
    const started = startProcess(name);
    pids.push(started.pid ?? 0);
    return started;
  });
  const { origin, storeHash, accessToken } = await host.start();
  expect(await host.start()).toMatchObject({ origin });
  expect(pids).toHaveLength(1);
  const answer = await fetch(`${origin}/stores/${storeHash}/v3/catalog/products?limit=1`, {
    headers: { 'x-auth-token': accessToken },
  });
  expect(answer.status).toBe(200);
  await host.close();
  expect(() => process.kill(pids[0] ?? 0, 0)).toThrow('ESRCH');
});

test('a practice store that can’t start says so, and may be tried again', async () => {
  await using folder = await tempFolder();
  const taken = await folder.write('taken', 'a file where its folder should be');
  const host = new PracticeHost(taken, startProcess);
  await expect(host.start()).rejects.toThrow(/EEXIST|ENOTDIR|process ended/);
  await expect(host.start()).rejects.toThrow(/EEXIST|ENOTDIR|process ended/);
  await host.close();
});
