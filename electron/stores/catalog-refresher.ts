import type { Catalog } from '../catalog/catalog.ts';
import { syncCatalog, type SyncProgress } from '../catalog/sync.ts';
import type { Governor } from '../bigcommerce/pacing/governor.ts';
import type { Clock } from '../util/clock.ts';
import { limits } from '../../shared/limits.ts';
import type { CatalogProgress } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import type { Connection } from './connection.ts';
import { timeLeftMs } from './time-left.ts';

interface CatalogRefresherPorts {
  catalog: Catalog;
  clock: Clock;
  changed: () => void;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** Updates a store's cached catalogue in the background, one synchronisation at a time. */
export class CatalogRefresher {
  readonly #ports: CatalogRefresherPorts;
  readonly #underway = new Map<string, Promise<void>>();

  constructor(ports: CatalogRefresherPorts) {
    this.#ports = ports;
  }

  /**
   * `whole`: fetch everything; otherwise what changed since the last time. Resolves when the synchronisation,
   * its own or a running one, has ended; never rejects.
   */
  async refresh(storeId: string, connection: Connection, whole = false): Promise<void> {
    const underway = this.#underway.get(storeId);
    if (connection.sync.running && underway) return await underway;
    const running = new AbortController();
    connection.sync = { running, problem: null, progress: null };
    this.#ports.changed();
    const run = this.#run(storeId, connection, running, whole);
    this.#underway.set(storeId, run);
    await run;
  }

  async #run(
    storeId: string,
    connection: Connection,
    running: AbortController,
    whole: boolean,
  ): Promise<void> {
    const { catalog, clock, changed, log } = this.#ports;
    const withTimeLeft = estimator(connection.governor, clock);
    let problem: Reason | null = null;
    try {
      problem = await syncCatalog({
        storeId,
        api: connection.api,
        catalog,
        run: clock.now(),
        clock,
        whole,
        signal: running.signal,
        onPage: (progress) => {
          connection.sync.progress = progress && withTimeLeft(progress);
          changed();
        },
      });
    } catch (error) {
      if (running.signal.aborted) return;
      log('the catalogue could not be kept', { error: String(error) });
      problem = notKept;
    }
    if (running.signal.aborted) return;
    connection.sync = { running: null, problem, progress: null };
    changed();
  }
}

/** Estimates the end from the pages so far and the store's quota. */
function estimator(governor: Governor, clock: Clock): (progress: SyncProgress) => CatalogProgress {
  const startedAt = clock.now();
  let pages = 0;
  let eachMs = 0;
  return ({ read, total }) => {
    const now = clock.now();
    const { left, quota, windowMs, resetAt, throttledUntil } = governor.state();
    pages += 1;
    // Pages that waited for the quota say nothing about the store's speed.
    if (throttledUntil === null && now - startedAt < windowMs) eachMs = (now - startedAt) / pages;
    const requests = Math.ceil((total - read) / limits.pageSize);
    const restMs = resetAt === null ? 0 : Math.max(0, resetAt - now);
    return { read, total, readyAt: now + timeLeftMs(requests, eachMs, { left, quota, windowMs, restMs }) };
  };
}

const notKept: Reason = reason('catalogue-not-kept');
