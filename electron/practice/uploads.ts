import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { acceptedTypes, limits } from '../../shared/limits.ts';
import type { AcceptedType } from '../../shared/limits.ts';
import { no, ok } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Problem } from './answers.ts';
import { checkPicture } from './picture-check.ts';
import { ContentWatch, firewallRefusal, isNameRefused } from './firewall.ts';
import type { Practice } from './practice.ts';

/** Large writes make the disk's share of an upload small. */
const chunkBytes = 512 * 1024;

/** A complete file on disk, not checked yet. */
export interface Incoming {
  path: string;
  name: string;
  bytes: number;
  sha256: string;
  /** Whether the firewall refuses what is in it. */
  isRefused: boolean;
}

/** Maximum size of a file, and the answer for a larger one. */
export interface SizeLimit {
  bytes: number;
  problem: Problem;
}

export interface Form {
  fields: Record<string, string>;
  file: Incoming | null;
}

/**
 * Reads a multipart body, with fields before or after the file. The file is streamed to disk, counted and
 * hashed. A refused body is read to its end, so that the client gets the answer. An invalid form is a 422.
 * Rejects if the client leaves early. Nothing remains in either case.
 */
export async function receiveForm(
  practice: Practice,
  request: FastifyRequest,
  limit: SizeLimit = imageLimit(practice),
): Promise<Outcome<Form, Problem>> {
  const form: Form = { fields: {}, file: null };
  let problem: Problem | null = null;
  try {
    const parts = request.parts({
      fileHwm: chunkBytes,
      limits: { fileSize: limit.bytes, files: 10, fields: 50 },
    });
    for await (const part of parts) {
      if (part.type === 'field') {
        const text = String(part.value);
        form.fields[part.fieldname] = text;
        const { firewallText } = practice.rules;
        if (firewallText !== '' && text.includes(firewallText)) problem ??= firewallRefusal(practice.rules);
        if (part.valueTruncated) problem ??= invalid(part.fieldname, 'is too long');
      } else if (part.fieldname !== 'image_file' || form.file !== null) {
        part.file.resume();
        problem ??= invalid(part.fieldname, 'One image_file a request, and no other file');
      } else {
        form.file = await keep(practice, part.file, part.filename);
        if (part.file.truncated) problem ??= limit.problem;
        if (form.file.isRefused || isNameRefused(part.filename, practice.rules))
          problem ??= firewallRefusal(practice.rules);
      }
    }
  } catch (error) {
    await discard(form.file);
    // A disconnected client gets no answer; one that sent an invalid form does.
    if (request.raw.socket.destroyed) throw error;
    request.raw.resume();
    return no({ status: 422, title: `The form could not be read: ${(error as Error).message}.` });
  }
  if (problem === null) return ok(form);
  await discard(form.file);
  return no(problem);
}

/** Checks a file and moves it to the originals. A refused one is deleted. */
export async function acceptPicture(
  practice: Practice,
  incoming: Incoming,
  types: readonly AcceptedType[] = acceptedTypes,
): Promise<Outcome<{ file: string; type: AcceptedType }, Problem>> {
  const type = await checkPicture(incoming.path, incoming.bytes);
  if (!type.ok || !types.includes(type.value)) {
    await discard(incoming);
    return no(invalid('image_file', type.ok ? `A ${type.value} file can't be used here.` : type.reason));
  }
  const file = randomUUID();
  await rename(incoming.path, join(practice.state.originals, file));
  return ok({ file, type: type.value });
}

export async function discard(incoming: Incoming | null): Promise<void> {
  if (incoming !== null) await rm(incoming.path, { force: true });
}

/** Streams a body to disk, counted and hashed. Rejects and deletes the file if the body breaks off. */
export async function keep(practice: Practice, body: Readable, name: string): Promise<Incoming> {
  const path = join(practice.state.incoming, randomUUID());
  const hash = createHash('sha256');
  const watch = new ContentWatch(practice.rules);
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      watch.see(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(body, counted, createWriteStream(path, { highWaterMark: chunkBytes, flush: true }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, name, bytes, sha256: hash.digest('hex'), isRefused: watch.isRefused };
}

export function imageLimit(practice: Practice): SizeLimit {
  return {
    bytes: limits.imageBytes,
    problem: {
      status: practice.rules.tooLargeStatus,
      title: 'The image is too large. An image may have up to 8 MB.',
      errors: { image_file: 'The file is larger than 8 MB.' },
    },
  };
}

function invalid(field: string, message: string): Problem {
  return { status: 422, title: 'The image was not valid.', errors: { [field]: message } };
}
