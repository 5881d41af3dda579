import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { drop } from '../e2e/support/drop.ts';
import { ShellProcess } from '../e2e/support/shell-process.ts';

const main = fileURLToPath(new URL('../shell/fixture/main.ts', import.meta.url));

interface Probe {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  tryRequire(name: string): string;
  has(name: string): string;
  electronHas: string[];
  ipcHas: string[];
  pathsOf(files: File[]): Promise<string[]>;
  pathOfText(): string;
  kindOf(value: unknown): [string, string, string[]];
  same(a: unknown, b: unknown): boolean;
  call<T>(work: () => T): T;
  inMap(map: Map<string, unknown>): number;
  add(a: number, b: number): number;
  twice(work: (n: number) => number): number[];
  fail(): void;
  onDelta(listener: (delta: unknown) => void): () => void;
  nested: { list: [number, { two: number }] };
}
declare const probe: Probe;
declare const dropped: Promise<File[]>;

let folder: string;
let shell: ShellProcess;
let browser: Browser;
let page: Page;
let foreign: Page;
let foreignServer: Server;
let foreignUrl: string;
let dialogFile: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'packshot-shell-'));
  dialogFile = join(folder, 'dialog.json');
  foreignServer = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<title>Foreign</title>');
  });
  await new Promise<void>((resolve) => foreignServer.listen(0, '127.0.0.1', resolve));
  foreignUrl = `http://127.0.0.1:${(foreignServer.address() as AddressInfo).port}/`;
  shell = start({ FIXTURE_FOREIGN: foreignUrl, PACKSHOT_SHELL_DIALOG: dialogFile });
  const { cdp } = await shell.announcement('window');
  await vi.waitUntil(() => logged(shell).includes('foreign page open beside packshot://app/'), 20_000);
  browser = await chromium.connectOverCDP(cdp ?? '');
  const pages = browser.contexts().flatMap((context) => context.pages());
  page = pages.find((each) => each.url().includes('.localhost'))!;
  foreign = pages.find((each) => each.url() === foreignUrl)!;
  // A window is announced when it opens, which may be before its page has loaded.
  await page.waitForFunction(() => 'ranBeforeBody' in window);
});

afterAll(async () => {
  await browser.close();
  await shell.quit();
  foreignServer.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}, dataDir = join(folder, 'data')): ShellProcess {
  return new ShellProcess({ main, env: { FIXTURE_DATA: dataDir, ...env } });
}

function logged(process: ShellProcess): (string | undefined)[] {
  return process.announced.flatMap(({ event, url }) => (event === 'log' ? [url] : []));
}

describe('the page', () => {
  it('has no Node, and of the preload only what was exposed', async () => {
    const found = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'secretOfPreload', 'probe'].map(
        (name) => typeof (globalThis as unknown as Record<string, unknown>)[name],
      ),
    );
    expect(found).toEqual([...Array.from({ length: 6 }, () => 'undefined'), 'object']);
  });

  it('finds what is exposed before its first script, and can’t change it', async () => {
    const found = await page.evaluate(() => {
      'use strict';
      const attempt = (change: () => void) => {
        try {
          change();
          return 'changed';
        } catch {
          return 'refused';
        }
      };
      return [
        (window as unknown as { ranBeforeBody: string }).ranBeforeBody,
        attempt(() => void ((window as unknown as { probe: number }).probe = 1)),
        attempt(() => void ((probe as { add: unknown }).add = 1)),
        attempt(() => void (probe.nested.list[1].two = 3)),
      ];
    });
    expect(found).toEqual(['object', 'refused', 'refused', 'refused']);
  });

  it('is a secure context of its own size', async () => {
    expect(await page.evaluate(() => [isSecureContext, innerWidth, innerHeight])).toEqual([true, 1280, 800]);
  });
});

describe('the preload', () => {
  it('can require electron and nothing else', async () => {
    const tried = await page.evaluate(() =>
      ['electron', 'fs', 'node:fs', 'child_process', './x'].map(probe.tryRequire),
    );
    expect(tried).toEqual([
      'object',
      'threw: module not found: fs',
      'threw: module not found: node:fs',
      'threw: module not found: child_process',
      'threw: module not found: ./x',
    ]);
  });

  it('has only the renderer’s half of electron, and no process', async () => {
    expect(await page.evaluate(() => [probe.electronHas, probe.ipcHas, probe.has('process')])).toEqual([
      ['contextBridge', 'ipcRenderer', 'webUtils'],
      ['invoke', 'send', 'on', 'removeListener', 'removeAllListeners', 'eventNames'],
      'undefined',
    ]);
  });

  it('returns at once, calls back, and throws across the worlds', async () => {
    const found = await page.evaluate(() => {
      let thrown = '';
      try {
        probe.fail();
      } catch (error) {
        thrown = (error as Error).message;
      }
      return [probe.add(2, 3), probe.twice((n) => n * 10), thrown];
    });
    expect(found).toEqual([5, [10, 20], 'as asked']);
  });
});

describe('the bridge', () => {
  it('copies a value once, gives functions back, and keeps symbols and elements', async () => {
    const found = await page.evaluate(() => {
      const value = { a: 1 };
      const work = () => 1;
      const symbol = Symbol('own');
      const round: Record<string, unknown> = { ['__proto__']: 1 };
      round['round'] = round;
      return [
        probe.same(value, value),
        probe.call(() => work) === work,
        probe.call(() => symbol) === symbol,
        probe.call(() => document.body) === document.body,
        probe.call(() => round)['round'] === round,
        Object.hasOwn(
          probe.call(() => round),
          '__proto__',
        ),
      ];
    });
    expect(found).toEqual([true, true, true, true, false, true]);
  });

  it('makes a plain object of a file list, and refuses a file inside a map', async () => {
    const found = await page.evaluate(() => {
      const files = new DataTransfer();
      files.items.add(new File(['x'], 'a.jpg'));
      let said = '';
      try {
        probe.inMap(new Map([['file', files.files[0]]]));
      } catch (error) {
        said = (error as Error).message;
      }
      // With a file in it, a call is answered by a promise.
      return Promise.resolve(probe.kindOf(files.files)).then((kind) => [kind, said]);
    });
    expect(found).toEqual([['[object Object]', 'undefined', ['0']], 'An object could not be cloned.']);
  });
});

describe('a call', () => {
  it('carries what structured clone carries', async () => {
    const same = await page.evaluate(async () => {
      const sent = {
        nothing: undefined,
        none: null,
        numbers: [0, -0, NaN, Infinity, 10n],
        date: new Date(5),
        map: new Map([['a', new Set([1])]]),
        bytes: new Uint8Array([1, 2, 255]),
        $: 'a key that means something to the codec',
        __proto__: null,
      };
      const got = (await probe.invoke('probe:echo', sent)) as typeof sent;
      return [
        'nothing' in got && got.nothing === undefined,
        got.none,
        got.numbers.every((number, index) => Object.is(number, sent.numbers[index])),
        got.date instanceof Date && got.date.getTime(),
        [...(got.map.get('a') ?? [])],
        got.bytes instanceof Uint8Array && [...got.bytes],
        got.$,
      ];
    });
    expect(same).toEqual([true, null, true, 5, [1], [1, 2, 255], 'a key that means something to the codec']);
  });

  it('carries an object that is met again as the same one', async () => {
    const same = await page.evaluate(async () => {
      const child: Record<string, unknown> = { pattern: /x/gi, shared: new Map() };
      child['self'] = child;
      const got = (await probe.invoke('probe:echo', [child, child])) as (typeof child)[];
      const [one, other] = got;
      return [one === other, one?.['self'] === one, String(one?.['pattern'])];
    });
    expect(same).toEqual([true, true, '/x/gi']);
  });

  it('refuses what it can’t carry', async () => {
    const said = await page.evaluate(() =>
      Promise.all(
        [document.body, { deep: [Symbol('no')] }, () => 1, new Blob(['x'])].map(async (value) => {
          try {
            return await probe.invoke('probe:echo', value);
          } catch (error) {
            return (error as Error).message;
          }
        }),
      ),
    );
    expect(said).toEqual(Array.from({ length: 4 }, () => 'An object could not be cloned.'));
  });

  it('rejects in Electron’s words when its handler throws or is missing', async () => {
    const said = await page.evaluate(() =>
      Promise.all(
        ['probe:throw', 'probe:none'].map((channel) =>
          probe.invoke(channel).catch((error: Error) => error.message),
        ),
      ),
    );
    expect(said).toEqual([
      "Error invoking remote method 'probe:throw': Error: as asked",
      "Error invoking remote method 'probe:none': Error: No handler registered for 'probe:none'",
    ]);
  });

  it('tells main its origin, as the app’s own address', async () => {
    expect(await page.evaluate(() => probe.invoke('probe:sender'))).toBe('packshot://app/');
  });

  it('is answered for our page and refused for a foreign one', async () => {
    const ask = () => probe.invoke('packshot:gallery.refresh', {});
    expect(await page.evaluate(ask)).toEqual({ ok: true, value: null });
    expect(await foreign.evaluate(ask)).toMatchObject({ ok: false, reason: { code: 'foreign-sender' } });
    expect(logged(shell)).toContain(`Refused gallery.refresh from a foreign sender: ${foreignUrl}`);
  });

  it('has no frame any more once another document is shown', async () => {
    await page.evaluate(() => void probe.invoke('probe:late-sender'));
    await page.reload();
    await expect.poll(() => logged(shell)).toContain('late sender: gone');
  });

  it('is answered with a reason when its payload is malformed', async () => {
    const answer = await page.evaluate(() => probe.invoke('packshot:gallery.refresh', { more: 1 }));
    expect(answer).toMatchObject({ ok: false, reason: { code: 'bad-request' } });
  });
});

it('delivers deltas until the listener unsubscribes', async () => {
  const heard = await page.evaluate(async () => {
    const deltas: unknown[] = [];
    const stop = probe.onDelta((delta) => deltas.push(delta));
    await probe.invoke('probe:delta');
    stop();
    await probe.invoke('probe:delta');
    return deltas;
  });
  expect(heard).toEqual([{ revision: 7, changes: [] }]);
});

describe('files', () => {
  it('have their real paths after a drop, folders too', async () => {
    const photo = join(folder, 'Käse & Brot.jpg');
    const nested = join(folder, 'shoot');
    mkdirSync(nested);
    writeFileSync(photo, 'bytes');
    await drop(page, [photo, nested], page.locator('#target'));
    expect(await page.evaluate(async () => probe.pathsOf(await dropped))).toEqual([photo, nested]);
  });

  it('have their real paths when chosen in the page', async () => {
    const paths = Array.from({ length: 200 }, (_, index) => join(folder, `chosen ${index}.png`));
    for (const path of paths) writeFileSync(path, '');
    const cdp = await page.context().newCDPSession(page);
    const { root } = await cdp.send('DOM.getDocument');
    const { nodeId } = await cdp.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#files' });
    await cdp.send('DOM.setFileInputFiles', { nodeId, files: paths });
    const found = await page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('#files');
      return probe.pathsOf([...(input?.files ?? [])]);
    });
    expect(found).toEqual(paths);
  });

  it('have no path when the page made them, whatever their name', async () => {
    const found = await page.evaluate(() => probe.pathsOf([new File(['x'], '/etc/passwd')]));
    expect(found).toEqual(['']);
    expect(await page.evaluate(() => probe.pathOfText())).toMatch('takes a File');
  });

  it('can be passed as bytes', async () => {
    const bytes = await page.evaluate(async () => {
      const answer = await fetch('/pasted', { method: 'POST', body: new Uint8Array(100_000) });
      return (await answer.json()) as { bytes: number };
    });
    expect(bytes).toEqual({ bytes: 100_000 });
  });
});

describe('the window', () => {
  it('stays on its page', async () => {
    const before = page.url();
    await page.evaluate((url) => void (location.href = url), foreignUrl);
    await page.locator('#away').click({ noWaitAfter: true });
    await expect
      .poll(() => logged(shell))
      .toEqual(
        expect.arrayContaining([
          `Refused to navigate to ${foreignUrl}`,
          'Refused to navigate to https://example.invalid/',
        ]),
      );
    expect(page.url()).toBe(before);
    expect(await page.evaluate(() => probe.add(1, 1))).toBe(2);
  });

  it('opens no other', async () => {
    const tabs = browser.contexts()[0]!.pages().length;
    expect(await page.evaluate((url) => window.open(url), foreignUrl)).toBeNull();
    await page.locator('#blank').click({ noWaitAfter: true });
    await expect
      .poll(() => logged(shell))
      .toEqual(
        expect.arrayContaining([
          `Refused to open a window for ${foreignUrl}`,
          'Refused to open a window for https://example.invalid/',
        ]),
      );
    await expect.poll(() => browser.contexts()[0]!.pages().length).toBe(tabs);
  });

  it('embeds nothing and evaluates no strings', async () => {
    const found = await page.evaluate(async (url) => {
      const blocked = new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        });
      });
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
      const directive = await blocked;
      frame.remove();
      const inline = document.createElement('script');
      inline.textContent = 'window.inlineRan = true';
      document.body.append(inline);
      return [directive, 'inlineRan' in window];
    }, foreignUrl);
    expect(found).toEqual(['frame-src', false]);
  });

  it('caches nothing that main answers', async () => {
    const counted = await page.evaluate(async () => {
      const ask = async () => (await fetch('/picture/counted')).text();
      return [await ask(), await ask()];
    });
    expect(counted).toEqual(['1', '2']);
  });

  it('asks main for all pictures at once', async () => {
    const widths = await page.evaluate(() =>
      Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          const picture = new Image();
          picture.src = `/picture/together-${index}`;
          await picture.decode();
          return picture.naturalWidth;
        }),
      ),
    );
    expect(widths).toEqual(Array.from({ length: 20 }, () => 1));
  });

  it('gives the menu the keys that the page leaves, and none to Chromium’s own shortcuts', async () => {
    const press = async (keys: string, isHandled: boolean) => {
      await page.evaluate((handled) => {
        const on = (event: KeyboardEvent) => {
          if (event.key === 'Control') return;
          removeEventListener('keydown', on);
          if (handled) event.preventDefault();
          setTimeout(() => Object.assign(window, { wasPrevented: event.defaultPrevented }));
        };
        Object.assign(window, { wasPrevented: undefined });
        addEventListener('keydown', on);
      }, isHandled);
      await page.keyboard.press(keys);
      await page.waitForFunction(() => (window as { wasPrevented?: boolean }).wasPrevented !== undefined);
      return page.evaluate(() => (window as { wasPrevented?: boolean }).wasPrevented);
    };
    const counted = () => logged(shell).filter((line) => line === 'counted').length;
    await press('Control+k', true);
    expect(await press('Control+p', false)).toBe(true);
    expect(await press('Control+a', false)).toBe(false);
    await press('Control+k', false);
    await expect.poll(counted).toBe(1);
  });

  it('opens the app’s context menu in a field, and none elsewhere', async () => {
    await page.evaluate(() => {
      getSelection()?.removeAllRanges();
      document.body.append(Object.assign(document.createElement('textarea'), { id: 'text' }));
    });
    await page.locator('#target').click({ button: 'right' });
    await page.locator('#text').click({ button: 'right' });
    const { labels } = await shell.announcement('context-menu');
    expect(labels).toEqual(['undo', 'redo', 'separator', 'cut', 'copy', 'paste', 'selectAll']);
  });

  it('is granted no permission', async () => {
    const states = await page.evaluate(() =>
      Promise.all(
        ['geolocation', 'notifications', 'camera', 'clipboard-read'].map(
          async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
        ),
      ),
    );
    expect(states).toEqual(Array.from({ length: 4 }, () => 'denied'));
  });

  it('has everything again after a reload', async () => {
    await page.reload();
    expect(await page.evaluate(() => probe.invoke('probe:echo', 'here'))).toBe('here');
  });
});

it('answers dialogs as the test said, and as cancelled otherwise', async () => {
  expect(await page.evaluate(() => probe.invoke('probe:choose'))).toEqual([]);
  expect(await page.evaluate(() => probe.invoke('probe:save'))).toBeNull();
  writeFileSync(dialogFile, JSON.stringify([dialogFile]));
  expect(await page.evaluate(() => probe.invoke('probe:choose'))).toEqual([dialogFile]);
  expect(await page.evaluate(() => probe.invoke('probe:save'))).toEqual(dialogFile);
});

it('has the folder that Electron would give the app', async () => {
  const config = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
  expect(await page.evaluate(() => probe.invoke('probe:usual-folder'))).toBe(join(config, 'Packshot'));
});

it('is told when the computer sleeps and wakes', async () => {
  shell.act({ do: 'suspend' });
  shell.act({ do: 'resume' });
  await expect.poll(() => logged(shell)).toEqual(expect.arrayContaining(['suspend', 'resume']));
});

it('is ready to show at its first paint, before its page has loaded; and comes back from a screen that is gone', async () => {
  const dataDir = join(folder, 'screens');
  mkdirSync(dataDir);
  const place = { x: 2_500, y: 100, width: 1_000, height: 700 };
  writeFileSync(join(dataDir, 'window.json'), JSON.stringify({ ...place, maximized: false }));
  const first = { x: 0, y: 0, width: 1_920, height: 1_040 };
  const second = { x: 1_920, y: 0, width: 2_560, height: 1_400 };
  const other = start(
    { FIXTURE_SLOW: '1', PACKSHOT_SHELL_SCREENS: JSON.stringify([first, second]) },
    dataDir,
  );
  await other.announcement('window');
  await expect.poll(() => logged(other)).toEqual(['ready to show', 'loaded']);
  expect(other.announced.filter(({ event }) => event === 'bounds')).toEqual([]);
  other.act({ do: 'screens', workAreas: [first] });
  await expect
    .poll(() => other.announced.findLast(({ event }) => event === 'bounds')?.bounds)
    .toEqual({ x: 460, y: 170, width: 1_000, height: 700 });
  expect(await other.quit()).toBe(0);
});

it('serves its page only to those who know its name', async () => {
  const { port } = new URL(page.url());
  const status = await new Promise((resolve, reject) => {
    const headers = { host: `app.localhost:${port}` };
    request({ host: '127.0.0.1', port, headers }, (response) => resolve(response.statusCode))
      .on('error', reject)
      .end();
  });
  expect(status).toBe(403);
});

it('lets a second instance only activate the first', async () => {
  const second = start();
  expect(await second.exited).toBe(0);
  await expect.poll(() => logged(shell)).toContain('second instance');
});

it('a window whose page can’t be loaded says what to do, and where the log is', async () => {
  const dataDir = join(folder, 'no-page');
  const pageless = start({ FIXTURE_NO_PAGE: '1' }, dataDir);
  const { cdp } = await pageless.announcement('window');
  const client = await chromium.connectOverCDP(cdp ?? '');
  const shown = client.contexts()[0]!.pages()[0]!;
  expect(await shown.textContent('h1')).toBe('Packshot could not load its window');
  expect(await shown.textContent('code')).toBe(join(dataDir, 'logs'));
  await client.close();
  expect(await pageless.quit()).toBe(0);
});

describe('the end', () => {
  it('leaves no Chromium behind when the shell is killed, and starts again on the same folder', async () => {
    const dataDir = join(folder, 'killed');
    const killed = start({}, dataDir);
    const { browserPid } = await killed.announcement('window');
    await killed.kill();
    await expect.poll(() => isRunning(browserPid ?? 0)).toBe(false);

    const next = start({}, dataDir);
    await next.announcement('window');
    expect(await next.quit()).toBe(0);
  });

  it('comes by itself when the window is closed', async () => {
    const closing = start({}, join(folder, 'closed'));
    const { cdp } = await closing.announcement('window');
    const client = await chromium.connectOverCDP(cdp ?? '');
    await client.contexts()[0]!.pages()[0]!.close();
    expect(await closing.exited).toBe(0);
    await client.close();
  });
});

/** A zombie process is not running. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
