import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultSettings, type Settings } from '../../../shared/model.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import type { PackshotApi } from '../../../shared/packshot-api.ts';
import { launchApp, type RunningApp } from './app.ts';

/** Content of the window in tests, in CSS pixels. */
export const windowSize = { width: 1_280, height: 800 };

/**
 * One application for many tests: a start costs more than most tests. The one without variables of its own is kept for
 * all files of a worker, and ends with it.
 */
export class SharedApp {
  static #kept: SharedApp | null = null;
  readonly dataDir: string;
  readonly #env: Readonly<Record<string, string>>;
  #running: RunningApp;

  private constructor(dataDir: string, env: Readonly<Record<string, string>>, running: RunningApp) {
    this.dataDir = dataDir;
    this.#env = env;
    this.#running = running;
  }

  static async open(env: Readonly<Record<string, string>>, isNew: boolean): Promise<SharedApp> {
    const canBeKept = !isNew && Object.keys(env).length === 0;
    if (canBeKept && SharedApp.#kept !== null) return SharedApp.#kept;
    const dataDir = await mkdtemp(join(tmpdir(), 'packshot-app-'));
    const app = new SharedApp(dataDir, env, await launchApp({ dataDir, env }));
    if (canBeKept) SharedApp.#kept = app;
    return app;
  }

  get current(): RunningApp {
    return this.#running;
  }

  /** Resets the app to its first run: no store, no notices, default settings, a new page of the usual size. */
  async reset(): Promise<void> {
    if (this.#running.page.isClosed())
      this.#running = await launchApp({ dataDir: this.dataDir, env: this.#env });
    const { page } = this.#running;
    await page.evaluate(disconnectAll, defaultSettings);
    await this.#running.dialogAnswers([]);
    await page.mouse.up();
    await page.mouse.move(0, 0);
    // Motion costs frames while a test waits. Apps that a test starts itself keep theirs.
    await page.emulateMedia({ colorScheme: null, reducedMotion: 'reduce' });
    await page.setViewportSize(windowSize);
    await page.evaluate(() => localStorage.clear());
    await page.reload();
  }

  /** Kills the main process, as a power cut would, and restarts the app on the same data. */
  async restartAfterKill(): Promise<void> {
    await this.#running.kill();
    this.#running = await launchApp({ dataDir: this.dataDir, env: this.#env });
  }

  /** At the end of a file. */
  async leave(): Promise<void> {
    if (this === SharedApp.#kept) return;
    await this.#running.close().catch(() => undefined);
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

async function disconnectAll(settings: Settings): Promise<void> {
  const { packshot } = window as unknown as { packshot: PackshotApi };
  const must = <T>(outcome: Outcome<T>): T => {
    if (outcome.ok) return outcome.value;
    throw new Error(outcome.reason.code);
  };
  const { stores, notices } = must(await packshot.app.snapshot({}));
  // A store is left also where the keychain keeps its token.
  for (const { id } of stores) await packshot.stores.disconnect({ storeId: id, discardWaiting: true });
  const left = must(await packshot.app.snapshot({})).stores.length;
  if (left > 0) throw new Error(`${left} stores could not be disconnected`);
  for (const { id } of notices) must(await packshot.app.dismissNotice({ noticeId: id }));
  must(await packshot.app.changeSettings(settings));
}
