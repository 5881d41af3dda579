import { resolve } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import type { App } from '../app.ts';
import type { IdentifiedProduct } from '../catalog/identified-products.ts';
import { indexCatalogue } from '../matching/catalogue-index.ts';
import { readList } from '../matching/lists/read-list.ts';
import { compilePatterns } from '../matching/patterns.ts';
import { previewNames, type NamePreview } from '../matching/preview.ts';
import { runInSlices } from '../util/time-slicer.ts';
import { readCatalogueFile, type CatalogueFile } from '../../shared/catalogue-file.ts';
import { reason, sentenceOf } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { parseCommand, readDataDir, readGivenStore, type GivenStore } from './arguments.ts';
import { openApp, type CommandWorld } from './open-app.ts';
import { createReporter, type Reporter } from './reporter.ts';

interface MatchNamesCommand {
  /** '-' for standard input. */
  names: string;
  /** Products as the API gives them; null for the store connected last. */
  catalogue: string | null;
  dataDir: string;
  json: boolean;
}

/** `packshot match`: sends nothing. Exit code 0: every name has a product; 1: some are asked; 2: wrong usage. */
export async function matchFromCommandLine(args: string[], world: CommandWorld = {}): Promise<0 | 1 | 2> {
  const reporter = createReporter(args.includes('--json'));
  const previews = await previewsFor(args, world);
  if (!previews.ok) {
    reporter.problem(previews.reason);
    if (previews.reason.code.startsWith('usage-')) process.stderr.write(`\n  ${text('cli.matchUsage')}\n`);
    return 2;
  }
  for (const preview of previews.value) tell(preview, reporter);
  const count = (certainty: NamePreview['certainty']) =>
    previews.value.filter((one) => one.certainty === certainty).length;
  const counts = { certain: count('certain'), suggested: count('suggested'), asked: count('asked') };
  reporter.event({ event: 'summary', ...counts }, text('cli.matchSummary', counts));
  return counts.asked > 0 ? 1 : 0;
}

async function previewsFor(args: string[], world: CommandWorld): Promise<Outcome<NamePreview[]>> {
  const command = readMatchCommand(args);
  if (!command.ok) return command;
  const names = await readNames(command.value.names);
  if (!names.ok) return names;
  const { catalogue, dataDir } = command.value;
  if (catalogue !== null) {
    const file = await readText(catalogue);
    if (!file.ok) return file;
    const products = readCatalogueFile(file.value);
    if (!products.ok) return no(reason('bad-catalogue', { file: catalogue, why: products.reason }));
    const index = await runInSlices(indexCatalogue([productsOf(products.value)]));
    if (index === null) return ok([]);
    return ok(await previewNames(names.value, index, compilePatterns([]).patterns));
  }
  const given = readGivenStore();
  return given.ok ? await withStore(names.value, dataDir, given.value, world) : given;
}

async function withStore(
  names: readonly string[],
  dataDir: string,
  given: GivenStore | null,
  world: CommandWorld,
): Promise<Outcome<NamePreview[]>> {
  const opened = await openApp(dataDir, world, { sends: false });
  if (!opened.ok) return opened;
  const app = opened.value;
  try {
    const storeId = await storeFor(app, given);
    if (!storeId.ok) return storeId;
    return ok(await app.matcher.preview(storeId.value, names));
  } finally {
    await app.close();
  }
}

async function storeFor(app: App, given: GivenStore | null): Promise<Outcome<string>> {
  if (given !== null) {
    const storeId = await app.stores.useGiven(given.hash, given.apiOrigin, given.token);
    const problem = await app.stores.catalogRefreshed(storeId);
    return problem === null ? ok(storeId) : no(problem);
  }
  const storeId = app.stores.currentId;
  return storeId === null ? no(reason('no-store-to-match')) : ok(storeId);
}

function readMatchCommand(args: string[]): Outcome<MatchNamesCommand> {
  const given = parseCommand(args, {
    catalogue: { type: 'string' },
    data: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  if (!given.ok) return given;
  const { values, positionals } = given.value;
  const [names, ...more] = positionals;
  if (names === undefined || names === '' || more.length > 0) return no(reason('usage-no-names'));
  if (values.catalogue === '') return no(reason('usage-no-catalogue'));
  const dataDir = readDataDir(values.data);
  if (!dataDir.ok) return dataDir;
  return ok({ names, catalogue: values.catalogue ?? null, dataDir: dataDir.value, json: values.json });
}

async function readText(path: string): Promise<Outcome<string>> {
  const text = await readList(resolve(path));
  return text.ok ? text : no(reason('unreadable-list', { path, why: sentenceOf(text.reason) }));
}

async function readNames(path: string): Promise<Outcome<string[]>> {
  const text = path === '-' ? ok(await readAll(process.stdin)) : await readText(path);
  if (!text.ok) return text;
  return ok(text.value.split(/\r?\n/).filter((line) => line.trim() !== ''));
}

/** Products of a file as the matcher takes them. */
function productsOf({ products, brands }: CatalogueFile): IdentifiedProduct[] {
  const nameOf = new Map(brands.map(({ id, name }) => [id, name]));
  const barcodesOf = ({ upc, gtin }: { upc: string; gtin: string }) =>
    [...new Set([upc, gtin])].filter((code) => code !== '');
  return products.map(({ id, name, sku, mpn, address, brandId, variants, ...codes }) => ({
    id,
    name,
    sku,
    mpn,
    address,
    barcodes: barcodesOf(codes),
    brand: nameOf.get(brandId) ?? '',
    variants: variants.map((variant, at) => ({
      id: variant.id ?? at + 1,
      sku: variant.sku,
      mpn: variant.mpn,
      barcodes: barcodesOf(variant),
      options: variant.options,
    })),
  }));
}

function tell({ name, certainty, match }: NamePreview, reporter: Reporter): void {
  const event = { event: 'match', name, certainty, why: match.why };
  if (match.type === 'matched') {
    const { productId, variantId, sku, by, where, view, variants } = match;
    const variantIds = variantId === null ? (variants?.variantIds ?? []) : [variantId];
    const role = (view?.kind === 'word' ? view.value : view?.role) ?? null;
    reporter.event(
      {
        ...event,
        productId,
        variantId,
        sku,
        variantIds,
        options: variants?.text ?? '',
        by,
        where,
        role,
        view,
        candidates: [],
      },
      `${text(`cli.${certainty}`)}${name}: ${match.why}`,
    );
    return;
  }
  const candidates = match.type === 'ambiguous' ? match.candidates : match.nearest;
  const labels = candidates.slice(0, 3).map(({ sku, productName }) => sku || productName);
  reporter.event(
    {
      ...event,
      productId: null,
      variantId: null,
      sku: '',
      variantIds: [],
      options: '',
      by: null,
      where: null,
      role: null,
      view: null,
      candidates,
    },
    `${text('cli.asked')}${name}: ${match.why}${labels.length > 0 ? ` (${labels.join(', ')}?)` : ''}`,
  );
}
