import type { Elsewhere, WantedGallery } from './edit-scene.ts';
import type { Verdict } from './judge.ts';
import type { StoreProcess } from './store-process.ts';

/**
 * Compares a gallery with its expected state: every image once, in order, with alt text and thumbnail, and
 * none that was removed. If somebody else moved images, the order is not compared.
 */
export async function judgeGallery(
  store: StoreProcess,
  wanted: WantedGallery,
  elsewhere: Elsewhere | null,
): Promise<Verdict> {
  const verdict: Verdict = { lost: 0, doubled: 0, problems: [] };
  const gallery = await store.gallery(wanted.productId);
  const held = gallery.map((image) => ({ ...image, name: nameOf(image.image_file) }));
  const removed = new Set(elsewhere?.removes.map(({ name }) => name));
  const added = elsewhere?.adds ?? [];
  const images = wanted.images.filter(({ name }) => !removed.has(name));
  const tell = (problem: string): void => {
    verdict.problems.push(`product ${wanted.productId}: ${problem}`);
  };
  for (const name of [...images.map((image) => image.name), ...added]) {
    const times = held.filter((image) => image.name === name).length;
    if (times === 0) {
      verdict.lost += 1;
      tell(`${name} is lost`);
    }
    if (times > 1) {
      verdict.doubled += times - 1;
      tell(`${name} is there ${times} times`);
    }
  }
  for (const { name, alt, sha256 } of images) {
    const image = held.find((one) => one.name === name);
    if (!image) continue;
    if (image.description !== alt) tell(`${name} is described as "${image.description}", not "${alt}"`);
    if (sha256 !== null && (await store.fingerprint(image.id)) !== sha256) tell(`${name} is another picture`);
  }
  const names = new Set([...images.map(({ name }) => name), ...added]);
  for (const { name } of held) if (!names.has(name)) tell(`${name} is there, and nobody wants it`);
  const thumbnails = held.filter((image) => image.is_thumbnail).map(({ name }) => name);
  if (thumbnails.join() !== wanted.thumbnail)
    tell(`the thumbnail is ${thumbnails.join(', ')}, not ${wanted.thumbnail}`);
  const order = held.map(({ name }) => name).filter((name) => !added.includes(name));
  const inOrder = images.map(({ name }) => name);
  if ((elsewhere?.moves.length ?? 0) === 0 && order.join() !== inOrder.join())
    tell(`in the order ${order.join(' ')}, not ${inOrder.join(' ')}`);
  return verdict;
}

function nameOf(imageFile: string): string {
  return imageFile
    .slice(imageFile.lastIndexOf('/') + 1)
    .replace(/\.[^.]*$/, '')
    .replace(/(?:__\d+)+$/, '')
    .replace(/-[a-z2-7]{8}$/, '');
}
