// @ts-check
/**
 * `npm test`: every check, cheapest first, up to the first failure. Arguments name single steps; `--quick`
 * runs those that need neither a build nor a window. Runs on the pinned Node.
 */
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openPrivateKeyring, whyNoKeyring } from '../test/integration/support/keyring.ts';
import { auditHolds } from './audit.mjs';
import { findBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { endLike, run } from './child.mjs';
import { withDisplay } from './display.mjs';
import { compileCache, modules, pinnedNode, root } from './paths.mjs';
import { seconds } from './say.mjs';
import { sizesHold } from './sizes.mjs';
import { countTests, inWords, none, sum } from './test-report.mjs';
import { electronVersion } from './electron-binary.mjs';

/** @typedef {import('./test-report.mjs').Counts} Counts */
/** @typedef {{ name: string, ok: boolean, ms: number, counts: Counts | null }} Result */
/** @typedef {{ name: string, run: () => Promise<{ ok: boolean, counts: Counts | null }> }} Step */

/** For reports, and for the temporary files of tests. */
const scratch = mkdtempSync(join(scratchPlace(), 'packshot-test-'));
// Apache's user reads a folder of its test.
chmodSync(scratch, 0o711);
/** @type {NodeJS.ProcessEnv} */
let keychainEnv = {};
/** @type {import('./child.mjs').Ended['signal']} */
let stopped = null;

const quick = ['format', 'lint', 'types', 'unit'];

/** @type {Step[]} */
const steps = [
  tool('format', [['oxfmt/bin/oxfmt', '--check']]),
  tool('lint', [
    ['oxlint/bin/oxlint', '--deny-warnings', ...typeAware()],
    [join(root, 'scripts/check-words.mjs')],
    [join(root, 'scripts/check-workflows.mjs')],
  ]),
  tool('types', [
    ['typescript/bin/tsc', '-p', '.'],
    ['typescript/bin/tsc', '-p', 'renderer'],
    ['typescript/bin/tsc', '-p', 'shared'],
  ]),
  { name: 'build', run: buildAndMeasure },
  vitest('unit', 'unit'),
  vitest('integration', 'integration'),
  vitest('end to end', 'e2e'),
  vitest('faults', 'faults'),
].filter((step) => step !== null);

/** Debian's packages of the tools that `installers` needs. */
const installerTools = 'apt-utils appstream desktop-file-utils gnupg nsis rpm squashfs-tools';

/** Steps that run only where they are named: they ask a server, take minutes, or change the system. @type {Step[]} */
const named = [
  { name: 'audit', run: async () => ({ ok: auditHolds(), counts: null }) },
  { name: 'packaged', run: () => packageAndTest('packaged') },
  { name: 'installers', run: installAndTest },
  vitest('wasm-pictures', 'wasm-pictures'),
  vitest('studio', 'studio'),
  vitest('release-checks', 'release-checks'),
].filter((step) => step !== null);

/**
 * A step that runs tools, each a file in node_modules or an absolute path.
 * @param {string} name
 * @param {string[][]} calls
 * @returns {Step}
 */
function tool(name, calls) {
  return {
    name,
    async run() {
      for (const [file = '', ...args] of calls) {
        const ended = checked(await run(pinnedNode, [resolve(modules, file), ...args]));
        if (!ended.ok) return ended;
      }
      return { ok: true, counts: null };
    },
  };
}

/**
 * A step for one vitest project; null while it has no tests.
 * @param {string} name
 * @param {string} project also its folder in test/
 * @returns {Step | null}
 */
function vitest(name, project) {
  const folder = join(root, 'test', project);
  const hasTests =
    existsSync(folder) &&
    readdirSync(folder, { recursive: true }).some((file) => String(file).endsWith('.test.ts'));
  if (!hasTests) return null;
  return {
    name,
    async run() {
      const file = join(scratch, `${project}.json`);
      const args = [
        'run',
        '--project',
        project,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
      ];
      const ended = checked(
        await withDisplay((env) =>
          run(pinnedNode, [join(modules, 'vitest/vitest.mjs'), ...args], {
            env: { ...env, ...keychainEnv, ...compileCache, TMPDIR: scratch },
          }),
        ),
      );
      const counts = existsSync(file) ? countTests(readFileSync(file, 'utf8')) : none;
      return { ok: ended.ok, counts };
    },
  };
}

/**
 * Memory, where there is enough and programs may be started from it: on a disk, tests wait for thousands of fsyncs.
 */
function scratchPlace() {
  const memory = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(memory);
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[1] === memory);
    if (bavail * bsize > 4 * 2 ** 30 && mount && !mount.includes('noexec')) return memory;
  } catch {
    // Not Linux.
  }
  return tmpdir();
}

async function buildAndMeasure() {
  const built = checked(await build());
  return built.ok ? { ...built, ok: sizesHold() } : built;
}

/**
 * Lays out a package with a stand-in for Electron, checks it, and runs the tests that use it.
 * @param {'packaged' | 'installers'} project
 */
async function packageAndTest(project) {
  if (process.platform !== 'linux') {
    console.log('Only on Linux a package can be laid out with a stand-in for Electron.');
    return { ok: false, counts: null };
  }
  const packed = checked(await run(pinnedNode, ['scripts/run.mjs', 'package', '--stand-in']));
  return packed.ok ? (vitest(project, project)?.run() ?? packed) : packed;
}

/** Makes the installers of Linux, installs, updates and removes them: needs Debian, root and these tools. */
async function installAndTest() {
  const tools = ['apt-ftparchive', 'appstreamcli', 'desktop-file-validate', 'gpg', 'mksquashfs', 'rpmbuild'];
  const missing = tools.filter((tool) => !existsSync(join('/usr/bin', tool)));
  if (process.getuid?.() !== 0 || missing.length > 0) {
    const lacks = missing.length === 0 ? 'root' : `${missing.join(', ')} (apt-get install ${installerTools})`;
    console.log(`The installers are tested on Debian, by root. Missing: ${lacks}.`);
    return { ok: false, counts: null };
  }
  // Their makers are programs for Windows and macOS; release.yml builds and tests these there.
  console.log(
    'Not tested here: the disk image of macOS, and the installer of Windows but for our part of it.',
  );
  return packageAndTest('installers');
}

/** @param {import('./child.mjs').Ended} ended */
function checked(ended) {
  if (ended.signal !== null) stopped = ended.signal;
  return { ok: ended.code === 0, counts: null };
}

/** Rules that need types run only if their checker has a build for this machine. */
function typeAware() {
  return existsSync(join(modules, '.bin', process.platform === 'win32' ? 'tsgolint.cmd' : 'tsgolint'))
    ? ['--type-aware']
    : [];
}

/**
 * Runs steps until one fails.
 * @param {readonly Step[]} wanted
 */
async function runSteps(wanted) {
  /** @type {Result[]} */
  const results = [];
  for (const step of wanted) {
    console.log(`\n── ${step.name} ${'─'.repeat(Math.max(0, 76 - step.name.length))}`);
    const start = Date.now();
    const { ok, counts } = await step.run();
    results.push({ name: step.name, ok, counts, ms: Date.now() - start });
    if (!ok) break;
  }
  return results;
}

/**
 * @param {readonly Step[]} wanted
 * @param {readonly Result[]} results
 */
function table(wanted, results) {
  return wanted.map(({ name }) => {
    const result = results.find((one) => one.name === name);
    if (result === undefined) return `  ${name.padEnd(14)} not run`;
    const outcome = result.ok ? 'ok' : 'FAILED';
    const counts = result.counts === null ? '' : inWords(result.counts);
    return `  ${name.padEnd(14)} ${outcome.padEnd(8)} ${seconds(result.ms).padStart(9)}   ${counts}`.trimEnd();
  });
}

/**
 * A failed step without test counts, such as lint, counts as one failure.
 * @param {Result} result
 * @returns {Counts}
 */
function countsOf({ ok, counts }) {
  const counted = counts ?? none;
  return ok || counted.failed > 0 ? counted : { ...counted, failed: 1 };
}

/**
 * A private keychain for the tests, so that the user's is not touched; none on Linux if that is impossible.
 */
async function openKeychain() {
  const obstacle = whyNoKeyring();
  if (obstacle === null) return openPrivateKeyring();
  console.log(`The keychain tests are skipped: ${obstacle}.`);
  return process.platform === 'linux'
    ? { env: { DBUS_SESSION_BUS_ADDRESS: 'disabled:' }, close: async () => {} }
    : null;
}

const names = process.argv.slice(2).flatMap((name) => (name === '--quick' ? quick : [name]));
const known = [...steps, ...named];
const unknown = names.filter((name) => !known.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `No such step: ${unknown.join(', ')}. Steps: ${known.map((step) => step.name).join(', ')}; or --quick.`,
  );
  process.exit(2);
}
const wanted = names.length === 0 ? steps : known.filter(({ name }) => names.includes(name));

const start = Date.now();
console.log(
  process.env.PACKSHOT_WINDOW === 'electron'
    ? `Packshot runs in Electron ${electronVersion()}.`
    : `Packshot runs in ${findBrowser() ?? 'Chromium'}.`,
);
const keychain = await openKeychain();
if (keychain !== null) keychainEnv = { DBUS_SESSION_BUS_ADDRESS: keychain.env.DBUS_SESSION_BUS_ADDRESS };
/** @type {Result[]} */
let results = [];
try {
  results = await runSteps(wanted);
} finally {
  await keychain?.close();
  rmSync(scratch, { recursive: true, force: true });
}
if (stopped !== null) endLike({ code: null, signal: stopped });

console.log(
  `\n${table(wanted, results).join('\n')}\n  ${'all'.padEnd(14)} ${''.padEnd(8)} ${seconds(Date.now() - start).padStart(9)}\n`,
);
console.log(inWords(sum(results.map(countsOf))));
process.exit(results.every(({ ok }) => ok) ? 0 : 1);
