import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { usualRules, type PracticeRules } from '../../electron/practice/rules.ts';

const root = join(import.meta.dirname, '..', '..');

export interface ListedImage {
  id: number;
  image_file: string;
  sort_order: number;
  is_thumbnail: boolean;
  description: string;
}

async function pictureAt(url: string): Promise<string> {
  const answer = await fetch(url);
  return createHash('sha256')
    .update(Buffer.from(await answer.arrayBuffer()))
    .digest('hex');
}

/** The practice store as a process, which can stop and restart at the same address. */
export class StoreProcess {
  origin = '';
  storeHash = '';
  accessToken = '';
  readonly #dataDir: string;
  #flags: string[];
  #yields = false;
  #child: ChildProcess | null = null;

  constructor(dataDir: string, ...flags: string[]) {
    this.#dataDir = dataDir;
    this.#flags = flags;
  }

  /** `yields`: runs at low priority, because a real store is another machine. Not on Windows. */
  async start({ yields = this.#yields } = {}): Promise<void> {
    this.#yields = yields;
    const port = this.origin === '' ? '0' : new URL(this.origin).port;
    const cli = join(root, 'electron/practice/practice-cli.ts');
    const args = [cli, '--port', port, '--data', this.#dataDir, '--faults', ...this.#flags];
    const [command, ...first] =
      yields && process.platform !== 'win32'
        ? (['nice', '-n', '19', process.execPath] as const)
        : [process.execPath];
    const child = spawn(command, [...first, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    Object.assign(this, JSON.parse(line) as Pick<StoreProcess, 'origin' | 'storeHash' | 'accessToken'>);
  }

  /** Restarts with other flags, at the same address and with the same state. */
  async change(...flags: string[]): Promise<void> {
    await this.stop();
    this.#flags = flags;
    await this.start();
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }

  get environment(): Record<string, string> {
    return {
      PACKSHOT_STORE_HASH: this.storeHash,
      PACKSHOT_ACCESS_TOKEN: this.accessToken,
      PACKSHOT_API_ORIGIN: this.origin,
    };
  }

  /** Products without drawn pictures. */
  async productIds(): Promise<number[]> {
    const { data } = (await this.#json('GET', '/v3/catalog/products?limit=250')) as {
      data: { id: number }[];
    };
    return data.map((product) => product.id);
  }

  async gallery(productId: number): Promise<ListedImage[]> {
    const images: ListedImage[] = [];
    for (let page = 1; ; page++) {
      const path = `/v3/catalog/products/${productId}/images?limit=250&page=${page}`;
      const { data } = (await this.#json('GET', path)) as { data: ListedImage[] };
      images.push(...data);
      if (data.length < 250) break;
    }
    return images.toSorted((a, b) => a.sort_order - b.sort_order || a.id - b.id);
  }

  async fingerprint(imageId: number): Promise<string> {
    const answer = await this.#ask('GET', `${this.origin}/practice/original/${imageId}`);
    return createHash('sha256')
      .update(Buffer.from(await answer.arrayBuffer()))
      .digest('hex');
  }

  async empty(productId: number): Promise<void> {
    for (const { id } of await this.gallery(productId)) {
      await this.#json('DELETE', `/v3/catalog/products/${productId}/images/${id}`);
    }
  }

  async give(productId: number, imageUrl: string): Promise<void> {
    await this.#json('POST', `/v3/catalog/products/${productId}/images`, { image_url: imageUrl });
  }

  async move(productId: number, imageId: number, sortOrder: number): Promise<void> {
    await this.#json('PUT', `/v3/catalog/products/${productId}/images/${imageId}`, { sort_order: sortOrder });
  }

  async remove(productId: number, imageId: number): Promise<void> {
    await this.#json('DELETE', `/v3/catalog/products/${productId}/images/${imageId}`);
  }

  /** Another client's change. It may be refused while a fault has used up the quota. */
  async rename(productId: number, name: string): Promise<void> {
    const path = `/v3/catalog/products/${productId}`;
    const answer = await this.#ask('PUT', `${this.origin}/stores/${this.storeHash}${path}`, { name });
    if (!answer.ok && answer.status !== 429) throw new Error(`PUT ${path}: ${answer.status}`);
  }

  async skuOf(productId: number): Promise<string> {
    const { data } = (await this.#json('GET', `/v3/catalog/products/${productId}`)) as {
      data: { sku: string };
    };
    return data.sku;
  }

  /** SKUs of the product's variants, and fingerprints of their own pictures; '' without one. */
  async variants(productId: number): Promise<{ sku: string; picture: string }[]> {
    const path = `/v3/catalog/products/${productId}/variants?limit=250`;
    const { data } = (await this.#json('GET', path)) as { data: { sku: string; image_url: string }[] };
    return await Promise.all(
      data.map(async ({ sku, image_url: url }) => ({ sku, picture: url === '' ? '' : await pictureAt(url) })),
    );
  }

  async fault(rule: unknown): Promise<void> {
    await this.#ask('POST', `${this.origin}/practice/faults`, rule);
  }

  /** Changes the store's rules, until it goes away. */
  async rules(rules: Partial<PracticeRules>): Promise<void> {
    const answer = await this.#ask('PUT', `${this.origin}/practice/rules`, rules);
    if (!answer.ok) throw new Error(await answer.text());
  }

  /** How many requests a fault has hit. */
  async firedFaults(): Promise<number> {
    const answer = await this.#ask('GET', `${this.origin}/practice/faults`);
    return ((await answer.json()) as { fired: unknown[] }).fired.length;
  }

  /** Faults and rules are as at the start again. */
  async clearFaults(): Promise<void> {
    await this.#ask('DELETE', `${this.origin}/practice/faults`);
    const names = [
      'parallelChanges',
      'postsAtOnce',
      'imagesInLists',
      'firewall',
      'firewallText',
      'firewallBody',
      'renditions',
      'zoomUrl',
    ] as const;
    await this.rules(Object.fromEntries(names.map((name) => [name, usualRules[name]])));
  }

  /** Images of the product that were removed one by one. */
  async removals(productId: number): Promise<number> {
    const requests = await this.log();
    const one = new RegExp(`/products/${productId}/images/\\d+$`);
    return requests.filter(({ method, path }) => method === 'DELETE' && one.test(path)).length;
  }

  /**
   * Waits until every request that reached the store is done, including those of killed clients: later
   * commits were not in flight before. A request is accepted, read and taken up in as many turns of the
   * store's event loop.
   */
  async idle(): Promise<void> {
    for (let calm = 0; calm < 3;) {
      const answer = await this.#ask('GET', `${this.origin}/practice/log`);
      calm = ((await answer.json()) as { atWork: number }).atWork === 0 ? calm + 1 : 0;
    }
  }

  /** The latest requests, oldest first. */
  async log(): Promise<{ method: string; path: string }[]> {
    const answer = await this.#ask('GET', `${this.origin}/practice/log`);
    return ((await answer.json()) as { requests: { method: string; path: string }[] }).requests;
  }

  async clearLog(): Promise<void> {
    await this.#ask('DELETE', `${this.origin}/practice/log`);
  }

  async #json(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await this.#ask(method, `${this.origin}/stores/${this.storeHash}${path}`, body);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? { data: [] } : answer.json();
  }

  async #ask(method: string, url: string, body?: unknown): Promise<Response> {
    return await fetch(url, {
      method,
      headers: { 'x-auth-token': this.accessToken, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}
