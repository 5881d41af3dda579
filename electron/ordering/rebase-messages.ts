import type { Rebased } from './rebase.ts';
import { text } from '../../shared/messages/text.ts';

/** Tells the user what others changed; null if nothing. `nameOf`: the name of an image in the gallery. */
export function rebaseSentence<Id>(rebased: Rebased<Id>, nameOf: (id: Id) => string): string | null {
  const { arrivals, gone, movedByOthers, contested } = rebased;
  const sentences: string[] = [];
  if (arrivals.length > 0) sentences.push(arrivalSentence(arrivals, nameOf));
  if (gone.moved.length > 0) sentences.push(text('notices.movedIsGone', { count: gone.moved.length }));
  if (gone.others.length > 0) {
    const key = gone.moved.length > 0 ? 'notices.othersRemoved' : 'notices.removed';
    sentences.push(text(key, { count: gone.others.length }));
  }
  const [contestedFirst] = contested;
  if (contestedFirst !== undefined) {
    sentences.push(
      contested.length === 1
        ? text('notices.movedByBoth', { name: nameOf(contestedFirst) })
        : text('notices.severalMovedByBoth', { count: contested.length }),
    );
  }
  const [movedFirst] = movedByOthers;
  if (movedFirst !== undefined) {
    sentences.push(
      movedByOthers.length === 1
        ? text('notices.movedByOthers', { name: nameOf(movedFirst) })
        : text('notices.severalMovedByOthers', { count: movedByOthers.length }),
    );
  }
  return sentences.length === 0 ? null : sentences.join(' ');
}

function arrivalSentence<Id>(arrivals: Rebased<Id>['arrivals'], nameOf: (id: Id) => string): string {
  const count = arrivals.reduce((sum, { ids }) => sum + ids.length, 0);
  const [only, ...more] = arrivals;
  if (only === undefined || more.length > 0) return text('notices.addedBeside', { count });
  return only.after === null
    ? text('notices.addedFirst', { count })
    : text('notices.addedAfter', { count, name: nameOf(only.after) });
}
