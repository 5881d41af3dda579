import multipart from '@fastify/multipart';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { limits } from '../../shared/limits.ts';
import { notFound, sendProblem } from './answers.ts';
import { addControlRoutes } from './control.ts';
import { Faults } from './faults.ts';
import { addFirewall } from './firewall.ts';
import { addGate } from './gate.ts';
import { addDavRoutes } from './dav.ts';
import { addImageRoutes } from './images.ts';
import { addImageRoutesV2 } from './images-v2.ts';
import { ImageRows } from './image-rows.ts';
import type { Practice } from './practice.ts';
import { ProductRows } from './product-rows.ts';
import { addProductRoutes } from './products.ts';
import { noWindowYet } from './quota.ts';
import { addPictureRoutes } from './renditions.ts';
import { RequestLog } from './request-log.ts';
import { usualRules } from './rules.ts';
import type { PracticeRules } from './rules.ts';
import { seedCatalogue, seedFromFile } from './seed.ts';
import type { CatalogueFile } from '../../shared/catalogue-file.ts';
import { openState } from './state.ts';
import { addStoreInformationRoutes } from './store-information.ts';
import { VariantImages } from './variant-images.ts';
import { addVariantPictureRoute, addVariantRoutes } from './variants.ts';

export interface PracticeStoreOptions {
  /** State kept across runs: catalogue, pictures, store hash and token. */
  dataDir: string;
  /** Default: 0, any free port. */
  port?: number | undefined;
  quota?: number | undefined;
  windowMs?: number | undefined;
  /** For a new folder; an existing catalogue stays. */
  products?: number | undefined;
  /** Replaces the practice shop's own catalogue in a new folder. */
  catalogue?: CatalogueFile | undefined;
  faults?: boolean | undefined;
  rules?: Partial<PracticeRules> | undefined;
  log?: ((line: string) => void) | undefined;
}

export interface PracticeStore {
  /** Such as `http://127.0.0.1:40123`; the API is below `/stores/{storeHash}/v3` and `/v2`. */
  origin: string;
  storeHash: string;
  accessToken: string;
  /** WebDAV: its root, with a trailing slash, and the account for digest authentication. */
  webdav: { url: string; username: string; password: string };
  /** Aborts running requests; everything answered is on disk. */
  close(): Promise<void>;
}

const usualProducts = 40;

/** Starts a practice store on the loopback interface. Rejects if the folder or port can't be used. */
export async function startPracticeStore(options: PracticeStoreOptions): Promise<PracticeStore> {
  const state = await openState(options.dataDir);
  const late = new Set<() => void>();
  const rules = { ...usualRules, ...options.rules };
  let origin = '';
  const practice: Practice = {
    state,
    rules,
    images: new ImageRows(state.db, rules),
    products: new ProductRows(state.db),
    variantImages: new VariantImages(state),
    quota: {
      rule: {
        requests: options.quota ?? limits.quota.requests,
        windowMs: options.windowMs ?? limits.quota.windowMs,
      },
      window: noWindowYet,
    },
    requests: new RequestLog(),
    atWork: new Set(),
    faults: options.faults === true ? new Faults() : null,
    now: Date.now,
    random: Math.random,
    origin: () => origin,
    later: (ms, work) => {
      const once = () => {
        clearTimeout(timer);
        if (late.delete(once)) work();
      };
      const timer = setTimeout(once, ms);
      late.add(once);
    },
    log: options.log ?? (() => undefined),
  };
  try {
    if (state.isNew && options.catalogue) seedFromFile(state, options.catalogue);
    else if (state.isNew) seedCatalogue(state, options.products ?? usualProducts);
    const server = await buildServer(practice);
    origin = await server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
    return {
      origin,
      storeHash: state.storeHash,
      accessToken: state.accessToken,
      webdav: { url: `${origin}/dav/`, ...state.webdav },
      close: async () => {
        await server.close();
        for (const work of late) work();
        state.close();
      },
    };
  } catch (error) {
    state.close();
    throw error;
  }
}

async function buildServer(practice: Practice): Promise<FastifyInstance> {
  const server = fastify({ forceCloseConnections: true, keepAliveTimeout: 65_000 });
  await server.register(multipart, { throwFileSizeLimit: false });
  readEmptyBodies(server);
  // Before any route, because only routes registered later use these handlers.
  server.setNotFoundHandler((_request, reply) => sendProblem(reply, notFound));
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) practice.log(`${request.method} ${request.url}: ${error.stack ?? error.message}`);
    return sendProblem(reply, {
      status,
      title: status >= 500 ? 'Internal Server Error' : `The request could not be read: ${error.message}`,
    });
  });
  addGate(server, practice);
  addFirewall(server, practice);
  addControlRoutes(server, practice);
  addPictureRoutes(server, practice);
  addVariantPictureRoute(server, practice);
  await addDavRoutes(server, practice);
  await server.register(
    async (v3) => {
      addImageRoutes(v3, practice);
      addProductRoutes(v3, practice);
      addVariantRoutes(v3, practice);
    },
    { prefix: '/stores/:storeHash/v3' },
  );
  await server.register(
    async (v2) => {
      addStoreInformationRoutes(v2, practice);
      await v2.register(async (images) => addImageRoutesV2(images, practice));
    },
    { prefix: '/stores/:storeHash/v2' },
  );
  return server;
}

/** Requests without a body, such as DELETE, may have any content type or none. */
function readEmptyBodies(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ raw: { headers } }) => {
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
    if (!hasBody) delete headers['content-type'];
  });
  const parse = server.getDefaultJsonParser('error', 'ignore');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, String(body), done);
  });
}
