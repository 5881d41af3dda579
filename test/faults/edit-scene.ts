import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { fingerprintOf } from './fixtures.ts';
import type { Edit, Step } from './plan.ts';
import type { Chance } from './random.ts';
import type { Workshop } from './workshop.ts';

/** The expected gallery. Images are named by their files. */
export interface WantedGallery {
  productId: number;
  /** First to last. `sha256`: of a photo the scene adds; null for an image that was there. */
  images: { name: string; alt: string; sha256: string | null }[];
  thumbnail: string;
}

export interface Elsewhere {
  adds: string[];
  moves: { name: string; imageId: number }[];
  removes: { name: string; imageId: number }[];
}

export interface EditScene {
  productId: number;
  steps: Step[];
  wanted: WantedGallery;
  elsewhere: Elsewhere | null;
}

/** A gallery as the harness models it: what a person who makes these edits expects. */
interface Expected {
  order: string[];
  alts: Map<string, string>;
  thumbnail: string;
  going: Set<string>;
}

/** A scene on a gallery of `given-1` to `given-N`, with the photos `instead`, `new-1` and `new-2`. */
export async function setEditScene(
  workshop: Workshop,
  chance: Chance,
  count: number,
  choose: (given: readonly string[], path: (photo: string) => string) => { edits: Edit[]; spared: string[] },
): Promise<EditScene> {
  const { store } = workshop;
  const productId = await workshop.product();
  const given = Array.from({ length: count }, (_, at) => `given-${at + 1}`);
  for (const name of given) await store.give(productId, workshop.address(name));
  const gallery = await store.gallery(productId);
  const photos = await makePhotos(await mkdtemp(join(workshop.folder, 'edits-')), chance);
  const { edits, spared } = choose(given, (photo) => photos.get(photo)?.path ?? '');
  const { order, going, alts, thumbnail } = expectedOf(given, edits);
  const idOf = (name: string): number => gallery[given.indexOf(name)]?.id ?? 0;
  const [moved, removed] = shuffled(chance, spared).map((name) => ({ name, imageId: idOf(name) }));
  const elsewhere: Elsewhere = {
    adds: ['theirs-1', 'theirs-2'].slice(0, chance.between(0, 2)),
    moves: chance.isLikely(0.5) && moved ? [moved] : [],
    removes: chance.isLikely(0.5) && removed ? [removed] : [],
  };
  await store.clearLog();
  return {
    productId,
    steps: edits.map((edit, at) => ({
      id: at + 1,
      productId,
      kind: 'edit',
      edit: edit.is === 'drop' ? { ...edit, orBefore: behind(edit.before, given, edits.slice(0, at)) } : edit,
    })),
    elsewhere: chance.isLikely(0.35) ? elsewhere : null,
    wanted: {
      productId,
      thumbnail,
      images: order
        .filter((name) => !going.has(name))
        .map((name) => ({ name, alt: alts.get(name) ?? '', sha256: photos.get(name)?.sha256 ?? null })),
    },
  };
}

export async function anyEditScene(workshop: Workshop, chance: Chance): Promise<EditScene> {
  return await setEditScene(workshop, chance, chance.between(5, 8), (given, path) =>
    chooseEdits(chance, given, path),
  );
}

/** Three photos with their own colours: one that replaces another, and two dropped between tiles. */
async function makePhotos(
  folder: string,
  chance: Chance,
): Promise<Map<string, { path: string; sha256: string }>> {
  const photos = new Map<string, { path: string; sha256: string }>();
  for (const name of ['instead', 'new-1', 'new-2']) {
    const path = join(folder, `${name}.jpg`);
    const background = { r: chance.between(0, 255), g: chance.between(0, 255), b: chance.between(0, 255) };
    await sharp({ create: { width: 40 + photos.size, height: 30, channels: 3, background } })
      .jpeg()
      .toFile(path);
    photos.set(name, { path, sha256: await fingerprintOf(path) });
  }
  return photos;
}

/**
 * One edit of each type, in a random possible order. `spared`: images that nobody describes, removes or
 * replaces, free for another client.
 */
function chooseEdits(
  chance: Chance,
  given: readonly string[],
  path: (name: string) => string,
): { edits: Edit[]; spared: string[] } {
  const paused = chance.isLikely(0.7);
  const [gone = '', alsoGone = '', replaced = '', first = '', ...rest] = shuffled(chance, given);
  const kept = paused && chance.isLikely(0.3);
  const thumbnail = chance.oneOf([first, first, replaced]);
  const described = [first, replaced];
  const drop: Edit = {
    is: 'drop',
    before: chance.oneOf(given.filter((name) => name !== gone && name !== alsoGone)),
    paths: [path('new-1'), path('new-2')],
  };
  const free = shuffled<Edit>(chance, [
    { is: 'remove', names: [gone, alsoGone] },
    { is: 'replace', name: replaced, path: path('instead') },
    drop,
    { is: 'thumbnail', name: thumbnail },
    { is: 'describe', alts: described.map((name) => ({ name, alt: `${name} as seen` })) },
    { is: 'describe', alts: [{ name: first, alt: 'seen again, “better”' }] },
    { is: 'arrange', order: [] },
    { is: 'arrange', order: [] },
  ]);
  const replacedAt = free.findIndex(({ is }) => is === 'replace');
  const there = [...given];
  const edits = free.map((edit, at): Edit => {
    // Edits of an image after its replacement apply to the new photo.
    const now = (name: string): string => (name === replaced && at > replacedAt ? 'instead' : name);
    if (edit.is === 'replace') there.push('instead');
    if (edit.is === 'drop') there.push('new-1', 'new-2');
    if (edit.is === 'drop') return { ...edit, before: now(edit.before) };
    if (edit.is === 'arrange') return { ...edit, order: shuffled(chance, there) };
    if (edit.is === 'thumbnail') return { ...edit, name: now(edit.name) };
    if (edit.is === 'describe')
      return { ...edit, alts: edit.alts.map(({ name, alt }) => ({ name: now(name), alt })) };
    return edit;
  });
  if (kept) edits.push({ is: 'keep', names: [alsoGone] });
  return {
    edits: [
      { is: 'open' },
      ...(paused ? [{ is: 'pause' } as const] : []),
      ...edits,
      ...(paused ? [{ is: 'resume' } as const] : []),
    ],
    spared: rest,
  };
}

function expectedOf(given: readonly string[], edits: readonly Edit[]): Expected {
  const expected: Expected = {
    order: [...given],
    alts: new Map(),
    thumbnail: given[0] ?? '',
    going: new Set(),
  };
  for (const edit of edits) expect(expected, edit);
  return expected;
}

/** The images behind one, after these edits. */
function behind(name: string, given: readonly string[], edits: readonly Edit[]): string[] {
  const { order } = expectedOf(given, edits);
  return order.slice(order.indexOf(name) + 1);
}

function expect(expected: Expected, edit: Edit): void {
  const { order, alts, going } = expected;
  switch (edit.is) {
    case 'arrange':
      expected.order = [...edit.order];
      return;
    case 'describe':
      for (const { name, alt } of edit.alts) alts.set(name, alt);
      return;
    case 'thumbnail':
      expected.thumbnail = edit.name;
      return;
    case 'remove':
      for (const name of edit.names) going.add(name);
      return;
    case 'keep':
      for (const name of edit.names) going.delete(name);
      return;
    case 'replace':
      order.splice(order.indexOf(edit.name), 0, 'instead');
      alts.set('instead', alts.get(edit.name) ?? '');
      if (expected.thumbnail === edit.name) expected.thumbnail = 'instead';
      going.add(edit.name);
      return;
    case 'drop':
      order.splice(order.indexOf(edit.before), 0, 'new-1', 'new-2');
      return;
    case 'open':
    case 'pause':
    case 'resume':
  }
}

export function shuffled<T>(chance: Chance, values: readonly T[]): T[] {
  const left = [...values];
  return values.map(() => left.splice(chance.between(0, left.length - 1), 1)[0] as T);
}

export async function actElsewhere(
  { store, address }: { store: Workshop['store']; address: (name: string) => string },
  productId: number,
  { adds, moves, removes }: Elsewhere,
): Promise<void> {
  for (const name of adds) await store.give(productId, address(name));
  for (const { imageId } of moves) {
    const gallery = await store.gallery(productId);
    if (!gallery.some(({ id }) => id === imageId)) continue;
    await store.move(productId, imageId, Math.max(...gallery.map((image) => image.sort_order)) + 1);
  }
  for (const { imageId } of removes) await store.remove(productId, imageId);
}
