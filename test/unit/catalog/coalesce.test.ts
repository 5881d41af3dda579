import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coalesce, type Intent, type Known } from '../../../electron/catalog/coalesce.ts';

const known: Known = {
  order: [1, 2, 3, 4],
  images: new Map([
    [1, { alt: 'Front', isThumbnail: true }],
    [2, { alt: '', isThumbnail: false }],
    [3, { alt: 'Side', isThumbnail: false }],
    [4, { alt: '', isThumbnail: false }],
  ]),
};

const alt = (imageId: number, text: string): Intent => ({ kind: 'update', imageId, alt: text });
const thumbnail = (imageId: number): Intent => ({ kind: 'update', imageId, isThumbnail: true });
const remove = (imageId: number): Intent => ({ kind: 'remove', imageId });
const arrange = (order: number[], base?: number[]): Intent => ({
  kind: 'arrange',
  order,
  ...(base ? { base } : {}),
});

test('makes one arrangement of ten, with the first base and the last order', () => {
  const ten = Array.from({ length: 9 }, (_, at) => arrange(at % 2 ? [2, 1, 3, 4] : [1, 3, 2, 4], [9, 9]));
  expect(coalesce([arrange([2, 1, 3, 4], [1, 2, 3, 4]), ...ten.slice(1), arrange([4, 3, 2, 1])])).toEqual([
    arrange([4, 3, 2, 1], [1, 2, 3, 4]),
  ]);
});

test('keeps the last alternative text, and what was edited besides', () => {
  expect(coalesce([alt(1, 'a'), thumbnail(1), alt(1, 'b')])).toEqual([
    { kind: 'update', imageId: 1, alt: 'b', isThumbnail: true },
  ]);
  expect(coalesce([alt(1, 'a'), alt(2, 'b')])).toEqual([alt(1, 'a'), alt(2, 'b')]);
  expect(coalesce([alt(1, 'a'), alt(1, '')])).toEqual([alt(1, '')]);
});

test('gives a product one thumbnail', () => {
  expect(coalesce([thumbnail(2), thumbnail(3)])).toEqual([thumbnail(3)]);
  expect(coalesce([alt(2, 'x'), thumbnail(2), thumbnail(3)])).toEqual([alt(2, 'x'), thumbnail(3)]);
});

test('makes a removal of an edit and a removal, and takes the image out of the order', () => {
  expect(coalesce([alt(1, 'a'), remove(1)])).toEqual([remove(1)]);
  expect(coalesce([remove(1), remove(1)])).toEqual([remove(1)]);
  expect(coalesce([arrange([4, 3, 2, 1], [1, 2, 3, 4]), remove(3)])).toEqual([
    remove(3),
    arrange([4, 2, 1], [1, 2, 3, 4]),
  ]);
});

test('makes nothing of an edit that was undone', () => {
  expect(coalesce([arrange([2, 1], [1, 2]), arrange([1, 2], [2, 1])])).toEqual([]);
  expect(coalesce([alt(1, 'Back'), alt(1, 'Front')], known)).toEqual([]);
  expect(coalesce([thumbnail(2), thumbnail(1)], known)).toEqual([]);
  expect(coalesce([arrange([2, 1, 3, 4]), arrange([1, 2, 3, 4])], known)).toEqual([]);
  expect(coalesce([])).toEqual([]);
});

test('makes nothing of an order in which only a removed image had moved', () => {
  expect(coalesce([arrange([4, 1, 2, 3], [1, 2, 3, 4]), remove(4)])).toEqual([remove(4)]);
});

test('keeps what is not so yet of an edit that the store has in part', () => {
  expect(coalesce([{ kind: 'update', imageId: 2, alt: '', isThumbnail: true }], known)).toEqual([
    thumbnail(2),
  ]);
});

test('gives the thumbnail on before its image is removed, and arranges last', () => {
  expect(coalesce([arrange([3, 2, 1]), remove(1), thumbnail(3)]).map((intent) => intent.kind)).toEqual([
    'update',
    'remove',
    'arrange',
  ]);
});

const id = fc.integer({ min: 1, max: 4 });
const intents = fc.array(
  fc.oneof(
    fc.tuple(id, fc.constantFrom('', 'Front', 'x')).map(([imageId, text]) => alt(imageId, text)),
    id.map(thumbnail),
    id.map(remove),
    fc.shuffledSubarray([1, 2, 3, 4], { minLength: 4 }).map((order) => arrange(order, [1, 2, 3, 4])),
  ),
  { maxLength: 12 },
);

/** What a product is after intents, for a store that picks no thumbnail by itself. */
function carriedOut(list: readonly Intent[]): { order: number[]; images: Map<number, object> } {
  let order = [...known.order];
  const images = new Map([...known.images].map(([imageId, image]) => [imageId, { ...image }]));
  for (const intent of list) {
    if (intent.kind === 'arrange') order = intent.order.filter((one) => images.has(one));
    else if (intent.kind === 'remove') {
      images.delete(intent.imageId);
      order = order.filter((one) => one !== intent.imageId);
    } else {
      const image = images.get(intent.imageId);
      if (!image) continue;
      if (intent.alt !== undefined) image.alt = intent.alt;
      if (intent.isThumbnail) for (const [other, one] of images) one.isThumbnail = other === intent.imageId;
    }
  }
  return { order, images };
}

test('comes to the same as all intents one after the other', () => {
  fc.assert(
    fc.property(intents, (list) => {
      const gone = new Set(list.flatMap((intent) => (intent.kind === 'remove' ? intent.imageId : [])));
      // A window offers no edit of an image that is to be removed; and whose thumbnail goes is the store's to say.
      const sane = list.filter(
        (intent) => !(intent.kind === 'update' && intent.isThumbnail && gone.has(intent.imageId)),
      );
      for (const facts of [known, undefined])
        expect(carriedOut(coalesce(sane, facts))).toEqual(carriedOut(sane));
    }),
    { numRuns: 1000 },
  );
});

test('has at most one intent an image and one order, and nothing more to coalesce', () => {
  fc.assert(
    fc.property(intents, (list) => {
      const once = coalesce(list, known);
      const subjects = once.map((intent) => (intent.kind === 'arrange' ? 'order' : intent.imageId));
      expect(new Set(subjects).size).toBe(subjects.length);
      expect(coalesce(once, known)).toEqual(once);
    }),
  );
});
