import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isPlaceholder,
  pauseBefore,
  troubleOf,
  type TroubleFacts,
} from '../../../electron/pictures/file-trouble.ts';
import { reasons } from '../../../shared/messages/en/reasons.ts';

const usual: TroubleFacts = { platform: 'linux', isPlaceholder: false, isFolderThere: true };
const inCloud = { isPlaceholder: true };
const noFolder = { isFolderThere: false };

describe('what keeps a file from being read', () => {
  it.each<[string | null, Partial<TroubleFacts>, string]>([
    ['ENOENT', {}, 'gone'],
    ['ENOTDIR', {}, 'gone'],
    ['ENOENT', noFolder, 'source-gone'],
    ['EIO', noFolder, 'source-gone'],
    ['EIO', {}, 'drive-failed'],
    ['ENXIO', {}, 'drive-failed'],
    ['ESTALE', {}, 'drive-failed'],
    ['EHOSTDOWN', {}, 'drive-failed'],
    ['ENOTCONN', {}, 'drive-failed'],
    ['ETIMEDOUT', {}, 'drive-failed'],
    ['UNKNOWN', { platform: 'win32' }, 'drive-failed'],
    ['ETIMEDOUT', inCloud, 'cloud-file-missing'],
    ['EIO', inCloud, 'cloud-file-missing'],
    ['ECANCELED', inCloud, 'cloud-file-missing'],
    ['UNKNOWN', { platform: 'win32', ...inCloud }, 'cloud-file-missing'],
    ['Unknown system error -11', { platform: 'darwin' }, 'cloud-file-missing'],
    ['EBUSY', { platform: 'win32' }, 'busy'],
    ['EACCES', { platform: 'win32' }, 'held-or-not-allowed'],
    ['EPERM', { platform: 'win32' }, 'held-or-not-allowed'],
    ['EACCES', {}, 'not-allowed'],
    ['EPERM', { platform: 'darwin' }, 'not-allowed'],
    ['ELOOP', {}, 'link-loop'],
    ['ENAMETOOLONG', { platform: 'win32' }, 'name-too-long'],
    ['EINVAL', {}, 'unreadable'],
    [null, {}, 'unreadable'],
  ])('%s with %j is %s', (code, facts, trouble) => {
    expect(troubleOf(code, { ...usual, ...facts })).toBe(trouble);
    expect(Object.keys(reasons)).toContain(trouble);
  });

  it.each([
    ['gone', 0],
    ['not-allowed', 0],
    ['link-loop', 0],
    ['name-too-long', 0],
    ['unreadable', 0],
    ['busy', 10_000],
    ['held-or-not-allowed', 10_000],
    ['source-gone', 30_000],
    ['drive-failed', 30_000],
    ['drive-not-answering', 30_000],
    ['cloud-file-missing', 60_000],
  ])('%s is waited for %d ms in all, with pauses that grow', (code, limit) => {
    const pauses: number[] = [];
    let now = 5_000;
    for (;;) {
      const ms = pauseBefore(code, { since: 5_000, tries: pauses.length }, now);
      if (ms === null) break;
      pauses.push(ms);
      now += ms;
    }
    expect(now - 5_000).toBe(limit);
    const allButLast = pauses.slice(0, -1);
    expect(allButLast).toEqual(allButLast.toSorted((a, b) => a - b));
  });

  it('never waits beyond the limit, whatever the clock says', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(60), fc.nat(2e6), (since, tries, now) => {
        const ms = pauseBefore('busy', { since, tries }, now);
        if (ms !== null) expect(now + ms).toBeLessThanOrEqual(since + 10_000);
        else expect(now).toBeGreaterThanOrEqual(since + 10_000);
      }),
    );
  });

  it('takes a file for one in the cloud if it takes no room, unless it is tiny', () => {
    expect(isPlaceholder({ size: 4_000_000, blocks: 0 })).toBe(true);
    expect(isPlaceholder({ size: 4_000_000, blocks: 8 })).toBe(false);
    expect(isPlaceholder({ size: 400, blocks: 0 })).toBe(false);
    expect(isPlaceholder({ size: 4_000_000 })).toBe(false);
  });
});
