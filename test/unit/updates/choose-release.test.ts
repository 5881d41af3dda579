import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channelsOf, chooseRelease } from '../../../electron/updates/choose-release.ts';
import type { Release } from '../../../electron/updates/release-manifest.ts';
import { compareVersions } from '../../../electron/updates/version-order.ts';

const release = (version: string, files: Partial<Release['files'][number]>[] = []): Release => ({
  app: 'packshot',
  channel: 'stable',
  version,
  publishedAt: '2026-12-01T00:00:00Z',
  notes: '',
  files: files.map((file) => ({
    platform: 'linux',
    arch: 'x64',
    format: 'AppImage',
    name: 'a',
    sha512: '',
    size: 1,
    ...file,
  })),
});
const target = { platform: 'linux', arch: 'arm64', format: 'AppImage' } as const;
const version = fc
  .tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.option(fc.nat({ max: 3 })))
  .map(([a, b, c, beta]) => `${a}.${b}.${c}${beta === null ? '' : `-beta.${beta}`}`);

test('what is offered is later than what is installed, and nothing later was announced', () => {
  fc.assert(
    fc.property(version, fc.array(version, { maxLength: 4 }), (installed, announced) => {
      const offer = chooseRelease(
        installed,
        target,
        announced.map((one) => release(one)),
      );
      const later = announced.filter((one) => compareVersions(one, installed) > 0);
      if (offer === null) expect(later).toEqual([]);
      else {
        expect(compareVersions(offer.release.version, installed)).toBeGreaterThan(0);
        expect(later.filter((one) => compareVersions(one, offer.release.version) > 0)).toEqual([]);
      }
    }),
  );
});

test('the file is the one for this system, processor and package', () => {
  const files = [
    { arch: 'x64', name: 'other-processor' },
    { arch: 'arm64', format: 'deb', name: 'other-package' },
    { arch: 'arm64', platform: 'darwin', name: 'other-system' },
    { arch: 'arm64', name: 'this' },
  ] as const;
  expect(chooseRelease('1.0.0', target, [release('1.1.0', [...files])])?.file?.name).toBe('this');
  expect(chooseRelease('1.0.0', { ...target, format: null }, [release('1.1.0', [...files])])).toMatchObject({
    file: null,
  });
});

test('who takes betas takes releases too, and who does not hears of no beta', () => {
  expect(channelsOf('stable')).toEqual(['stable']);
  expect(channelsOf('beta')).toEqual(['beta', 'stable']);
});
