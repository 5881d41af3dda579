import { describe, expect, it } from 'vitest';
import {
  linkedViews,
  toggleLink,
  viewOf,
  withView,
} from '../../../../../renderer/review/compare/compare-views.ts';

const near = { scale: 4, x: 0.2, y: -0.1 };

describe('the views of compared photos', () => {
  it('are the same while they are linked', () => {
    const views = withView(linkedViews, 1, () => near);
    expect([viewOf(views, 1), viewOf(views, 2)]).toEqual([near, near]);
  });

  it('stay where they are when they are unlinked', () => {
    const views = toggleLink(
      withView(linkedViews, 1, () => near),
      1,
    );
    expect([viewOf(views, 1), viewOf(views, 2)]).toEqual([near, near]);
  });

  it('change one by one once they are unlinked', () => {
    const unlinked = toggleLink(
      withView(linkedViews, 1, () => near),
      1,
    );
    const views = withView(unlinked, 2, (view) => ({ ...view, scale: 8 }));
    expect([viewOf(views, 1).scale, viewOf(views, 2).scale]).toEqual([4, 8]);
  });

  it('take that of the active photo when they are linked again', () => {
    const unlinked = toggleLink(linkedViews, 1);
    const views = toggleLink(
      withView(unlinked, 2, () => near),
      2,
    );
    expect([viewOf(views, 1), viewOf(views, 2)]).toEqual([near, near]);
  });
});
