import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AcceptedType } from '../../shared/limits.ts';
import { notFound, sendProblem } from './answers.ts';
import { drawProduct, seedPixels } from './drawing.ts';
import type { DrawingRecipe } from './drawing.ts';
import type { ImageRow } from './image-rows.ts';
import { openPicture } from './picture-check.ts';
import type { Practice } from './practice.ts';
import { readRenditionName, renditionSizes } from './stored-name.ts';
import type { RenditionSize } from './stored-name.ts';

/** Each uses one of the few threads for disk work; uploads need the others. */
const rendersAtOnce = 2;
/** How long renditions are missing after an upload, where the rule has them come late. */
const lateMs = 3_000;

const renditionParams = z.object({
  storeHash: z.string(),
  productId: z.coerce.number().int(),
  imageId: z.coerce.number().int(),
  file: z.string(),
});

/** Pictures served as by a CDN, without token or quota, and for tests the original bytes. */
export function addPictureRoutes(server: FastifyInstance, practice: Practice): void {
  const renditions = new Renditions(practice);
  server.addHook('onClose', () => renditions.close());

  server.get('/s-:storeHash/products/:productId/images/:imageId/:file', async (request, reply) => {
    const params = renditionParams.safeParse(request.params);
    if (!params.success || params.data.storeHash !== practice.state.storeHash)
      return sendProblem(reply, notFound);
    const { productId, imageId, file } = params.data;
    const row = practice.images.get(productId, imageId);
    const name = readRenditionName(file);
    if (row === null || name === null || name.stampedAt !== row.stampedAt)
      return sendProblem(reply, notFound);
    if (row.imageFile.split('/').at(-1) !== name.file) return sendProblem(reply, notFound);
    const isLate = practice.rules.renditions === 'late' && practice.now() < row.stampedAt * 1000 + lateMs;
    if (isLate) return sendProblem(reply, notFound);
    const bytes = await renditions.get(row, name.size);
    return reply
      .type(`image/${renditionType(row.type)}`)
      .header('Cache-Control', 'public, max-age=31536000')
      .send(bytes);
  });

  server.get('/practice/original/:imageId', async (request, reply) => {
    const params = z.object({ imageId: z.coerce.number().int() }).safeParse(request.params);
    const row = params.success ? practice.images.find(params.data.imageId) : null;
    if (row === null) return sendProblem(reply, notFound);
    const bytes =
      row.file === null
        ? await drawn(row, seedPixels.width, seedPixels.height)
        : await readFile(join(practice.state.originals, row.file));
    return reply.type('application/octet-stream').send(bytes);
  });
}

class Renditions {
  readonly #practice: Practice;
  readonly #making = new Map<string, Promise<Buffer>>();
  readonly #queue: (() => void)[] = [];
  #running = 0;
  #closed = false;

  constructor(practice: Practice) {
    this.#practice = practice;
  }

  /** Starts no new renditions. Resolves when those running no longer write to the state folder. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#making.values());
  }

  async get(row: ImageRow, size: RenditionSize): Promise<Buffer> {
    const folder = String(row.id % 100).padStart(2, '0');
    const path = join(this.#practice.state.renditions, folder, `${row.id}-${row.file ?? 'drawn'}-${size}`);
    try {
      return await readFile(path);
    } catch {
      const under = this.#making.get(path);
      if (under !== undefined) return await under;
      const made = this.#make(row, size, path).finally(() => this.#making.delete(path));
      this.#making.set(path, made);
      return await made;
    }
  }

  async #make(row: ImageRow, size: RenditionSize, path: string): Promise<Buffer> {
    await this.#turn();
    try {
      if (this.#closed) throw new Error('The practice store is closed');
      const bytes = await render(this.#practice, row, size);
      await mkdir(dirname(path), { recursive: true });
      const unfinished = join(this.#practice.state.incoming, randomUUID());
      await writeFile(unfinished, bytes);
      await rename(unfinished, path);
      return bytes;
    } finally {
      this.#running -= 1;
      this.#queue.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    while (this.#running >= rendersAtOnce) await new Promise<void>((resolve) => this.#queue.push(resolve));
    this.#running += 1;
  }
}

async function render(practice: Practice, row: ImageRow, size: RenditionSize): Promise<Buffer> {
  const [width, height] = renditionSizes[size];
  if (row.file === null) return await drawn(row, width, height);
  const picture = await openPicture(join(practice.state.originals, row.file), row.type);
  return await picture
    .autoOrient()
    .resize({ width, height, fit: 'inside', withoutEnlargement: true })
    .toFormat(renditionType(row.type), row.type === 'jpeg' ? { quality: 84 } : {})
    .toBuffer();
}

async function drawn(row: ImageRow, width: number, height: number): Promise<Buffer> {
  return await drawProduct(row.recipe as DrawingRecipe, { width, height, type: renditionType(row.type) });
}

/** Browsers show these types; others are served as PNG. */
function renditionType(type: AcceptedType): 'jpeg' | 'png' | 'gif' | 'webp' {
  return type === 'bmp' || type === 'wbmp' || type === 'xbm' ? 'png' : type;
}
