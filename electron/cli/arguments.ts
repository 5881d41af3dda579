import { resolve } from 'node:path';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { bigcommerceOrigin, parseApiOrigin } from '../bigcommerce/address.ts';
import { readOptions, wholeNumber } from '../../shared/command-line.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';
import { locateOwnFolder } from './own-folder.ts';

export const usage = text('cli.usage');

export interface Command {
  verb: 'upload' | 'run' | 'status';
  paths: string[];
  urls: string[];
  productId: number | null;
  /** Photos are matched by name. */
  match: boolean;
  dryRun: boolean;
  /** Photos take the places of images that have their names. */
  replace: boolean;
  /** The camera's own JPEG in a raw photograph is sent. */
  usesCameraJpeg: boolean;
  /** Name of the recipe that photos are prepared by; null: by none; left out: by the store's standard one. */
  recipe?: string | null;
  /** Path of a CSV list of photos. */
  manifest: string | null;
  dataDir: string;
  json: boolean;
}

/** A store from the environment, instead of a connected one. */
export interface GivenStore {
  hash: string;
  token: string;
  apiOrigin: string;
}

/** Null if the environment names no store. */
export function readGivenStore(): Outcome<GivenStore | null> {
  const hash = process.env['PACKSHOT_STORE_HASH'];
  const token = process.env['PACKSHOT_ACCESS_TOKEN'];
  if (!hash && !token) return ok(null);
  if (!hash || !token || !/^[a-z0-9]{1,64}$/i.test(hash)) {
    return no(reason(hash ? (token ? 'bad-store-hash' : 'no-access-token') : 'no-store-hash'));
  }
  if (!/^[\x21-\x7e]+$/.test(token)) {
    return no(reason('bad-access-token'));
  }
  const origin = parseApiOrigin(process.env['PACKSHOT_API_ORIGIN'] || bigcommerceOrigin);
  return origin.ok ? ok({ hash, token, apiOrigin: origin.value }) : origin;
}

/** The values of options and the other arguments of a command. Refuses an unknown option. */
export function parseCommand<const Options extends ParseArgsOptionsConfig>(args: string[], options: Options) {
  const given = readOptions(() => parseArgs({ args, allowPositionals: true, options }));
  return given.ok ? given : no(reason('usage-option', { mistake: given.reason }));
}

export function readCommand(args: string[]): Outcome<Command> {
  const given = parseCommand(args, {
    product: { type: 'string' },
    match: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    replace: { type: 'boolean', default: false },
    'camera-jpeg': { type: 'boolean', default: false },
    recipe: { type: 'string' },
    'no-recipe': { type: 'boolean', default: false },
    csv: { type: 'string' },
    url: { type: 'string', multiple: true, default: [] },
    data: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  if (!given.ok) return given;
  const { values, positionals } = given.value;
  const [verb, ...paths] = positionals;
  if (verb !== 'upload' && verb !== 'run' && verb !== 'status') {
    return no(verb ? reason('usage-unknown-command', { command: verb }) : reason('usage-no-command'));
  }
  if (verb !== 'upload' && paths.length > 0) return no(reason('usage-no-paths', { command: verb }));
  if (paths.includes('')) return no(reason('usage-empty-path'));
  const dataDir = readDataDir(values.data);
  if (!dataDir.ok) return dataDir;
  // A pasted list may come as one argument.
  const urls = values.url.flatMap((list) => list.split(/\s+/).filter((url) => url !== ''));
  if (verb !== 'upload' && urls.length > 0) return no(reason('usage-no-addresses', { command: verb }));
  if (verb === 'upload' && paths.length + urls.length === 0) {
    return no(reason('usage-nothing-named'));
  }
  const productId = values.product === undefined ? null : wholeNumber(values.product, 1);
  if (verb === 'upload' && values.product === undefined && !values.match) {
    return no(reason('usage-no-product'));
  }
  if (values.match && (verb !== 'upload' || values.product !== undefined || urls.length > 0)) {
    return no(reason('usage-match-alone'));
  }
  const needsMatch = values['dry-run'] || values.replace || values.csv !== undefined;
  if (needsMatch && verb === 'upload' && !values.match) {
    return no(reason('usage-with-match'));
  }
  if (values['camera-jpeg'] && paths.length === 0) return no(reason('usage-camera-jpeg'));
  const namesRecipe = values.recipe !== undefined || values['no-recipe'];
  if (namesRecipe && (paths.length === 0 || (values.recipe !== undefined && values['no-recipe']))) {
    return no(reason('usage-recipe'));
  }
  if (values.product !== undefined && productId === null) {
    return no(reason('usage-bad-product', { given: values.product }));
  }
  return ok({
    verb,
    paths,
    urls,
    productId,
    match: values.match,
    dryRun: values['dry-run'],
    replace: values.replace,
    usesCameraJpeg: values['camera-jpeg'],
    ...(namesRecipe ? { recipe: values.recipe ?? null } : {}),
    manifest: values.csv ?? null,
    dataDir: dataDir.value,
    json: values.json,
  });
}

/** The data folder of any command. `given`: by `--data`. */
export function readDataDir(given: string | undefined): Outcome<string> {
  if (given === '') return no(reason('usage-no-data-folder'));
  const named = given ?? process.env['PACKSHOT_DATA'];
  return named === undefined ? appsOwnFolder() : ok(resolve(named));
}

/** So that the command line sends what the window queued. */
function appsOwnFolder(): Outcome<string> {
  const { type, folder } = locateOwnFolder();
  return type === 'away' ? no(reason('data-folder-away', { path: folder })) : ok(folder);
}
