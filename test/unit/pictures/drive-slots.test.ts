import { expect, test } from 'vitest';
import { driveOf, DriveSlots } from '../../../electron/pictures/drive-slots.ts';

test('a drive has two operations under way, and all drives together three', async () => {
  const slots = new DriveSlots();
  expect([slots.take('a'), slots.take('a'), slots.take('b')]).toEqual([true, true, true]);
  const [third, another] = [slots.take('a'), slots.take('b')];
  let isThirdStarted = false;
  void Promise.resolve(third).then(() => (isThirdStarted = true));
  slots.release('b', false);
  expect(await another).toBe(true);
  expect(isThirdStarted).toBe(false);
  slots.release('a', false);
  expect(await third).toBe(true);
});

test('whoever waits for a drive that gave no answer waits no longer, others go on', async () => {
  const slots = new DriveSlots();
  const held = [slots.take('dead'), slots.take('dead'), slots.take('near')];
  expect(held).toEqual([true, true, true]);
  const [dead, near] = [slots.take('dead'), slots.take('near')];
  slots.giveUp('dead');
  expect(await dead).toBe(false);
  slots.release('near', false);
  expect(await near).toBe(true);
});

test('nothing waits once no slot is left, until a drive answers', async () => {
  const slots = new DriveSlots();
  for (const drive of ['a', 'a', 'b']) {
    expect(slots.take(drive)).toBe(true);
    slots.giveUp(drive);
  }
  expect(slots.take('near')).toBe(false);
  slots.release('a', true);
  expect(slots.take('near')).toBe(true);
});

test.each([
  ['linux', '/mnt/nas/shoot/a', '/mnt/nas'],
  ['linux', '/media/ann/CARD/DCIM', '/media/ann/CARD'],
  ['linux', '/run/media/ann/CARD', '/run/media/ann/CARD'],
  ['linux', '/run/user/1000/gvfs/smb-share:server=nas/shoot', '/run/user/1000/gvfs/smb-share:server=nas'],
  ['darwin', '/Volumes/Untitled/DCIM', '/Volumes/Untitled'],
  ['darwin', '/Users/ann/Pictures', '/Users/ann/Pictures'],
  ['win32', '\\\\nas\\photos\\shoot', '\\\\nas\\photos'],
  ['win32', 'E:\\DCIM\\100', 'E:'],
  ['win32', 'C:\\Users\\ann\\OneDrive', 'C:\\Users\\ann\\OneDrive'],
] as const)('on %s, %s lies on %s', (platform, path, drive) => {
  expect(driveOf(path, platform)).toBe(drive);
});
