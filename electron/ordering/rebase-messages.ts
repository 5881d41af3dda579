import type { Rebased } from './rebase.ts';

/** Tells the user what others changed; null if nothing. `nameOf`: the name of an image in the gallery. */
export function rebaseSentence<Id>(rebased: Rebased<Id>, nameOf: (id: Id) => string): string | null {
  const { arrivals, gone, movedByOthers, contested } = rebased;
  const sentences: string[] = [];
  const arrived = arrivals.reduce((sum, group) => sum + group.ids.length, 0);
  if (arrived > 0) {
    const [were, they] = arrived === 1 ? ['image was', 'it is kept'] : ['images were', 'they are kept'];
    const place = placeOf(arrivals, nameOf);
    sentences.push(`${count(arrived)} ${were} added by someone else meanwhile; ${they} ${place}.`);
  }
  if (gone.moved.length > 0) {
    const [image, is] = gone.moved.length === 1 ? ['image', 'is'] : ['images', 'are'];
    sentences.push(`${count(gone.moved.length)} ${image} you had moved ${is} gone from the store.`);
  }
  if (gone.others.length > 0) {
    const other = gone.moved.length > 0 ? 'other ' : '';
    const [image, was] = gone.others.length === 1 ? ['image', 'was'] : ['images', 'were'];
    sentences.push(`${count(gone.others.length)} ${other}${image} ${was} removed by someone else.`);
  }
  if (contested.length > 0) {
    const [first] = contested;
    sentences.push(
      contested.length === 1 && first !== undefined
        ? `“${nameOf(first)}” was moved by someone else too; it goes where you put it.`
        : `${count(contested.length)} images were moved by someone else too; they go where you put them.`,
    );
  }
  if (movedByOthers.length > 0) {
    const [first] = movedByOthers;
    sentences.push(
      movedByOthers.length === 1 && first !== undefined
        ? `“${nameOf(first)}” was moved by someone else; it stays where they put it.`
        : `${count(movedByOthers.length)} images were moved by someone else; they stay where they were put.`,
    );
  }
  return sentences.length === 0 ? null : sentences.join(' ');
}

function placeOf<Id>(arrivals: Rebased<Id>['arrivals'], nameOf: (id: Id) => string): string {
  const [only, ...more] = arrivals;
  if (!only || more.length > 0) return 'next to the images they were put beside';
  return only.after === null ? 'at the beginning' : `after “${nameOf(only.after)}”`;
}

const small = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'] as const;

function count(number: number): string {
  return small[number] ?? String(number);
}
