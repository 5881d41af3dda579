import { fitted, type View } from '../../ui/zoom.ts';

/** What the panes show of their photos, in parts of the picture. Photos without a view of their own share one. */
export interface CompareViews {
  readonly isLinked: boolean;
  readonly common: View;
  readonly own: ReadonlyMap<number, View>;
}

export const linkedViews: CompareViews = { isLinked: true, common: fitted, own: new Map() };

export function viewOf(views: CompareViews, id: number): View {
  return views.own.get(id) ?? views.common;
}

/** The view of photo `id` changes: that of all while they are linked. Pure. */
export function withView(views: CompareViews, id: number, next: (view: View) => View): CompareViews {
  const view = next(viewOf(views, id));
  return views.isLinked ? { ...views, common: view } : { ...views, own: new Map(views.own).set(id, view) };
}

/** Unlinked photos keep the view they have; linked ones take that of photo `id`. Pure. */
export function toggleLink(views: CompareViews, id: number | undefined): CompareViews {
  if (views.isLinked) return { ...views, isLinked: false };
  return { ...linkedViews, common: id === undefined ? views.common : viewOf(views, id) };
}
