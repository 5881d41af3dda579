import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareVersions } from '../../../electron/updates/version-order.ts';
import { versionSchema } from '../../../shared/updates.ts';

const number = fc.nat({ max: 30 }).map(String);
const identifier = fc.oneof(number, fc.stringMatching(/^[a-z][a-z0-9-]{0,4}$/));
const version = fc
  .tuple(number, number, number, fc.array(identifier, { maxLength: 4 }))
  .map(([a, b, c, before]) => `${a}.${b}.${c}${before.length === 0 ? '' : `-${before.join('.')}`}`);

describe('the order of versions', () => {
  test('is the one of semver.org, whose own example it keeps', () => {
    const example = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.1',
      '1.2.0',
      '1.10.0',
      '2.0.0',
    ];
    expect(example.toReversed().toSorted(compareVersions)).toEqual(example);
  });

  test('is total: of any two one is earlier, whichever is asked for first', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0 || 0);
        if (a === b) expect(compareVersions(a, b)).toBe(0);
      }),
    );
  });

  test('never turns round over three versions', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const [first = '', , last = ''] = [a, b, c].toSorted(compareVersions);
        expect(compareVersions(first, last)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('is asked for versions only', () => {
    fc.assert(fc.property(version, (one) => versionSchema.safeParse(one).success));
    for (const wrong of ['1.2', '1.2.3.4', 'v1.2.3', '01.2.3', '1.2.3-', '1.2.3+build', '1.2.3 ', '']) {
      expect(versionSchema.safeParse(wrong).success, wrong).toBe(false);
    }
  });
});
