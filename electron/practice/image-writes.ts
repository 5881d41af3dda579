import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { limits, typeFacts } from '../../shared/limits.ts';
import { ok } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { notFound, sendProblem } from './answers.ts';
import type { Problem } from './answers.ts';
import { isPutOff } from './fault-actions.ts';
import type { ImageEdit, ImageRow, NewImage, Replacement } from './image-rows.ts';
import { seconds } from './practice.ts';
import type { Practice } from './practice.ts';
import { storedName } from './stored-name.ts';
import { acceptPicture } from './uploads.ts';
import type { Incoming } from './uploads.ts';

/** Changes to images, shared by both API versions. Each returns the work for `finish` to run now or later. */
export const fullProduct: Problem = {
  status: 422,
  title: `A product may have up to ${limits.imagesPerProduct} images.`,
};

export type ImageFields = Pick<NewImage, 'productId' | 'isThumbnail' | 'sortOrder' | 'description'>;

/** Runs `commit` and answers. If a fault postpones it, the connection breaks and it runs later. */
export function finish<T>(
  practice: Practice,
  request: FastifyRequest,
  reply: FastifyReply,
  commit: () => T | null,
  answer: (value: T) => FastifyReply,
  otherwise: Problem = notFound,
): FastifyReply {
  if (isPutOff(practice, request, reply, commit)) return reply;
  const value = commit();
  return value === null ? sendProblem(reply, otherwise) : answer(value);
}

/** The commit returns null if the product is full. A refused picture is deleted. */
export async function creation(
  practice: Practice,
  fields: ImageFields,
  incoming: Incoming,
): Promise<Outcome<() => ImageRow | null, Problem>> {
  const picture = await acceptImage(practice, incoming);
  if (!picture.ok) return picture;
  return ok(() => {
    const image = { ...fields, ...picture.value, recipe: null };
    const row = practice.images.create(image, seconds(practice));
    if (row === null) dropOriginal(practice, picture.value.file);
    return row;
  });
}

/** @param incoming the new picture, or null to keep the present one */
export async function change(
  practice: Practice,
  productId: number,
  imageId: number,
  edit: ImageEdit,
  incoming: Incoming | null,
): Promise<Outcome<() => ImageRow | null, Problem>> {
  const picture = incoming === null ? null : await acceptImage(practice, incoming);
  if (picture?.ok === false) return picture;
  return ok(() => {
    const { images } = practice;
    const now = seconds(practice);
    const before = images.get(productId, imageId);
    if (picture !== null) {
      const replaced = images.replace(productId, imageId, picture.value, now);
      dropOriginal(practice, replaced === null ? picture.value.file : (before?.file ?? null));
    }
    return images.update(productId, imageId, edit, now);
  });
}

/** Deletes images of a product; returns their number. */
export function removal(practice: Practice, productId: number, imageIds: readonly number[]): () => number {
  return () => {
    const now = seconds(practice);
    const rows = imageIds.map((imageId) => practice.images.remove(productId, imageId, now));
    const removed = rows.filter((row) => row !== null);
    for (const row of removed) dropOriginal(practice, row.file);
    return removed.length;
  };
}

async function acceptImage(practice: Practice, incoming: Incoming): Promise<Outcome<Replacement, Problem>> {
  const accepted = await acceptPicture(practice, incoming);
  if (!accepted.ok) return accepted;
  const { file, type } = accepted.value;
  const spaces = practice.rules.spacesInNames === 'underscore' ? '_' : '';
  const name = storedName(incoming.name, typeFacts[type].extension, () => practice.random(), spaces);
  return ok({ imageFile: name.path, type, sha256: incoming.sha256, file });
}

function dropOriginal(practice: Practice, file: string | null): void {
  if (file !== null) rmSync(join(practice.state.originals, file), { force: true });
}
