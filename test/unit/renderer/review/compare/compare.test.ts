import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareCommand } from '../../../../../renderer/review/compare/compare-keys.ts';
import { comparedFacts } from '../../../../../renderer/review/compare/compare-facts.ts';
import {
  firstPanes,
  nextPhoto,
  withoutGone,
  withPanes,
  withPhoto,
} from '../../../../../renderer/review/compare/compare-panes.ts';
import { relativeView, viewAt, zoomed } from '../../../../../renderer/ui/zoom.ts';
import { makeReviewItem } from '../../make.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('panes', () => {
  test('begin with the first four photos', () => {
    expect(firstPanes([1, 2, 3, 4, 5])).toEqual({ ids: [1, 2, 3, 4], active: 0 });
    expect(firstPanes([1, 2])).toEqual({ ids: [1, 2], active: 0 });
  });

  test('show each photo once, whatever is brought into them', () => {
    const photos = [1, 2, 3, 4, 5, 6, 7];
    const steps = fc.array(
      fc.oneof(
        fc.constantFrom(...photos).map((id) => ({ type: 'photo' as const, value: id })),
        fc.integer({ min: 2, max: 4 }).map((count) => ({ type: 'count' as const, value: count })),
        fc.nat(3).map((at) => ({ type: 'active' as const, value: at })),
      ),
    );
    fc.assert(
      fc.property(steps, (all) => {
        let panes = firstPanes(photos);
        for (const { type, value } of all) {
          if (type === 'photo') panes = withPhoto(panes, value);
          else if (type === 'count') panes = withPanes(panes, photos, value);
          else panes = { ...panes, active: Math.min(value, panes.ids.length - 1) };
          expect(new Set(panes.ids).size).toBe(panes.ids.length);
          expect(panes.ids[panes.active]).toBeDefined();
        }
      }),
    );
  });

  test('keep the active photo when there are fewer, and bring the next one that no pane shows', () => {
    expect(withPanes({ ids: [1, 2, 3], active: 2 }, [1, 2, 3, 4], 2)).toEqual({ ids: [1, 3], active: 1 });
    expect(nextPhoto({ ids: [1, 2], active: 0 }, [1, 2, 3, 4])).toBe(3);
    expect(nextPhoto({ ids: [4, 2], active: 0 }, [1, 2, 3, 4])).toBe(1);
    expect(nextPhoto({ ids: [1, 2], active: 0 }, [1, 2])).toBeNull();
    expect(withoutGone({ ids: [1, 2, 3], active: 2 }, [1, 2])).toEqual({ ids: [1, 2], active: 1 });
  });
});

test('plain digits rate while photos are compared, and X rejects', () => {
  expect(compareCommand({ ...none, key: '4', code: 'Digit4' })).toEqual({ type: 'stars', stars: 4 });
  expect(compareCommand({ ...none, key: 'à', code: 'Digit0' })).toEqual({ type: 'stars', stars: 0 });
  expect(compareCommand({ ...none, key: '7', code: 'Digit7' })).toBeNull();
  expect(compareCommand({ ...none, key: 'x' })).toEqual({ type: 'reject' });
  expect(compareCommand({ ...none, ctrlKey: true, key: 'z' })).toEqual({ type: 'undo' });
  expect(compareCommand({ ...none, ctrlKey: true, key: 'x' })).toBeNull();
});

test('facts that all photos have in common are told apart from those that differ', () => {
  const size = { type: 'JPEG', width: 2_400, height: 3_000, bytes: 1_000_000 };
  const facts = comparedFacts([
    makeReviewItem(1, { size }),
    makeReviewItem(2, { size: { ...size, bytes: 2_000_000 } }),
  ]);
  expect(facts.map((own) => own.map(({ isCommon }) => isCommon))).toEqual([
    [true, true, false],
    [true, true, false],
  ]);
});

test('the sharpest photo says so, unless another one is as sharp by what can be seen', () => {
  const words = (...sharpness: (number | undefined)[]) =>
    comparedFacts(
      sharpness.map((value, at) =>
        makeReviewItem(at + 1, { size: null, ...(value === undefined ? {} : { sharpness: value }) }),
      ),
    ).map((facts) => facts.map((fact) => fact.words).join());
  expect(words(0.4, 0.82, undefined)).toEqual(['Sharpness 40%', 'Sharpest: 82%', '']);
  expect(words(0.8, 0.82)).toEqual(['Sharpness 80%', 'Sharpness 82%']);
  expect(words(0.8, undefined)).toEqual(['Sharpness 80%', '']);
});

test('a linked view shows the same place in pictures of other sizes', () => {
  const frame = { width: 400, height: 300, pictureWidth: 400, pictureHeight: 300 };
  const smaller = { ...frame, pictureWidth: 200, pictureHeight: 150 };
  const view = zoomed({ scale: 1, x: 0, y: 0 }, 4, { x: 100, y: 0 }, frame);
  const shared = relativeView(view, frame);
  expect(viewAt(shared, frame)).toEqual(view);
  expect(viewAt(shared, smaller)).toEqual({ scale: 4, x: view.x / 2, y: 0 });
});
