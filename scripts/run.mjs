// @ts-check
/**
 * The commands of package.json: `node scripts/run.mjs <command> [arguments]`. Plain JavaScript for any Node from 20 on:
 * it sets up what the command needs, then runs it on the Node that package.json pins.
 */
import { join } from 'node:path';
import { build, buildIfNeeded, buildOnChange } from './build.mjs';
import { endLike, run } from './child.mjs';
import { withDisplay } from './display.mjs';
import { electronBinary } from './electron-binary.mjs';
import { hasDisplay, modules, pinnedNode, root } from './paths.mjs';
import { say } from './say.mjs';
import { SetupStopped, setUp } from './setup.mjs';
import { openWindow, windowInWords } from './window.mjs';

/** @typedef {import('./child.mjs').Ended} Ended */

/** Where the user is: npm runs scripts in the checkout, and paths are meant from here. */
const usersFolder = process.env['INIT_CWD'] || process.cwd();

/** @type {Record<string, (args: string[]) => Promise<Ended>>} */
const commands = {
  async demo(args) {
    await buildIfNeeded();
    say(windowInWords());
    const seen = hasDisplay() || args.includes('--headless') ? args : [...args, '--headless'];
    return withDisplay((env) => run(pinnedNode, ['test/e2e/demo.ts', ...seen], { env }));
  },

  async start(args) {
    await buildIfNeeded();
    say(windowInWords());
    return run(...openWindow(args));
  },

  async dev(args) {
    if (electronBinary() !== null)
      return run(pinnedNode, [join(modules, 'electron-vite/bin/electron-vite.js'), 'dev', ...args]);
    await buildIfNeeded();
    say(windowInWords());
    say(
      'Every change is built at once. Reload the window to see changes of the page; start again for all others.',
    );
    const builder = new AbortController();
    const building = buildOnChange(builder.signal);
    const ended = await run(...openWindow(args));
    builder.abort();
    await building;
    return ended;
  },

  build,

  test: (args) => run(pinnedNode, ['scripts/test.mjs', ...args]),

  async screenshots(args) {
    await buildIfNeeded();
    return withDisplay((env) => run(pinnedNode, ['test/e2e/screenshots.ts', ...args], { env }));
  },

  bench: (args) => run(pinnedNode, ['test/bench/run.ts', ...args]),
  fuzz: (args) => run(pinnedNode, ['test/fuzz/run.ts', ...args]),
  faults: (args) => run(pinnedNode, ['test/faults/run.ts', ...args]),

  'practice-store': (args) =>
    run(pinnedNode, [join(root, 'electron/practice/practice-cli.ts'), ...args], { cwd: usersFolder }),
  packshot: (args) => run(pinnedNode, [join(root, 'electron/cli/cli.ts'), ...args], { cwd: usersFolder }),
  format: () =>
    run(pinnedNode, [join(modules, 'prettier/bin/prettier.cjs'), '--write', '--log-level=warn', '.']),
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) {
  say(`Which command? ${Object.keys(commands).join(', ')}`);
  process.exit(2);
}
try {
  await setUp(name);
  endLike(await command(args));
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
