// @ts-check
/**
 * The commands of package.json: `node scripts/run.mjs <command> [arguments]`. Plain JavaScript for any Node
 * from 20: it sets up what the command needs, then runs it on the Node pinned in package.json.
 */
import { join } from 'node:path';
import { build, buildIfNeeded, forgetBuild } from './build.mjs';
import { endLike, run } from './child.mjs';
import { withDisplay } from './display.mjs';
import { compileCache, hasDisplay, modules, pinnedNode, root } from './paths.mjs';
import { say } from './say.mjs';
import { SetupStopped, setUp, setUpWindow } from './setup.mjs';
import { openDevelopment, openWindow, windowInWords, forgetCheck, readWindowWish } from './window.mjs';

/** @typedef {import('./child.mjs').Ended} Ended */
/** @typedef {import('./window.mjs').Window} Window */

/** The user's folder: npm runs scripts in the checkout, but paths are relative to this one. */
const usersFolder = process.env['INIT_CWD'] || process.cwd();

/** Commands that open a window, and take `--electron`. @type {Record<string, (args: string[], window: Window) => Promise<Ended>>} */
const windowed = {
  async demo(args, window) {
    await buildIfNeeded();
    say(windowInWords(window, 'demo'));
    const seen = hasDisplay() || args.includes('--headless') ? args : [...args, '--headless'];
    return withDisplay((env) => run(pinnedNode, ['test/e2e/demo.ts', ...seen], { env }));
  },

  async start(args, window) {
    await buildIfNeeded();
    say(windowInWords(window, 'start'));
    const ended = await run(...openWindow(window, args));
    if (window.type === 'electron' && ended.signal !== null && crashes.has(ended.signal)) {
      forgetCheck();
      say(`Electron crashed (${ended.signal}). To use Chromium instead, set PACKSHOT_WINDOW=chromium.`);
    }
    return ended;
  },

  async dev(args, window) {
    say(windowInWords(window, 'dev'));
    say('The page follows changes of renderer/, and is loaded again when the preload changes.');
    say('Start again after changes of main.');
    forgetBuild();
    return run(...openDevelopment(window, args));
  },

  test: (args) => run(pinnedNode, ['scripts/test.mjs', ...args]),

  async tour() {
    await buildIfNeeded();
    return withDisplay((env) => run(pinnedNode, ['test/e2e/tour.ts'], { env }));
  },

  async screenshots(args) {
    await buildIfNeeded();
    return withDisplay((env) => run(pinnedNode, ['test/e2e/screenshots.ts', ...args], { env }));
  },

  bench: (args) => run(pinnedNode, ['test/bench/run.ts', ...args]),
};

/** @type {Record<string, (args: string[]) => Promise<Ended>>} */
const windowless = {
  build,
  fuzz: (args) => run(pinnedNode, ['test/fuzz/run.ts', ...args]),
  faults: (args) => run(pinnedNode, ['test/faults/run.ts', ...args], { env: compileCache }),

  'practice-store': (args) =>
    run(pinnedNode, [join(root, 'electron/practice/practice-cli.ts'), ...args], {
      cwd: usersFolder,
      env: compileCache,
    }),
  async packshot(args) {
    await buildIfNeeded();
    return run(pinnedNode, [join(root, 'out/main/cli.js'), ...args], {
      cwd: usersFolder,
      env: compileCache,
    });
  },
  async package(args) {
    await buildIfNeeded();
    return run(pinnedNode, ['scripts/package.mjs', ...args]);
  },
  format: () => run(pinnedNode, [join(modules, 'oxfmt/bin/oxfmt')]),
};

/** @type {Set<string>} */
const crashes = new Set(['SIGSEGV', 'SIGABRT', 'SIGTRAP', 'SIGBUS', 'SIGILL']);

/**
 * @param {string} name
 * @param {string[]} given
 */
async function carryOut(name, given) {
  const plain = Object.hasOwn(windowless, name) ? windowless[name] : undefined;
  if (plain !== undefined) {
    await setUp(name);
    return plain(given);
  }
  const { wish, args } = readWindowWish(name, given, process.env);
  await setUp(name);
  // Most benches open no window, so Chromium is not installed for them.
  const window =
    name === 'bench' && wish === 'chromium'
      ? /** @type {Window} */ ({ type: 'chromium', why: null })
      : await setUpWindow(name, wish);
  process.env.PACKSHOT_WINDOW = window.type;
  return windowed[name]?.(args, window) ?? { code: 2, signal: null };
}

const [name = '', ...given] = process.argv.slice(2);
const names = [...Object.keys(windowed), ...Object.keys(windowless)];
if (!names.includes(name)) {
  say(`Which command? ${names.join(', ')}`);
  process.exit(2);
}
try {
  endLike(await carryOut(name, given));
} catch (error) {
  say(
    error instanceof SetupStopped
      ? `\n${error.message}`
      : error instanceof Error
        ? error.message
        : String(error),
  );
  process.exit(1);
}
