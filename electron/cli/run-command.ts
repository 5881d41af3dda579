import { resolve } from 'node:path';
import type { App } from '../app.ts';
import { readCommand, readGivenStore, usage, type Command, type GivenStore } from './arguments.ts';
import { dataFolderTrouble, notChecked, outOfPatience, whyItWaits } from './waiting.ts';
import { terminalJson, terminalText } from '../util/terminal-text.ts';
import { createReporter, reasonInEvent, type Reporter, wordsOf } from './reporter.ts';
import { chosenRecipe } from './chosen-recipe.ts';
import type { CommandWorld } from './open-app.ts';
import { reportBatch, reportWait, ProgressReporter, reportWaits } from './progress-reporter.ts';
import { version } from './version.ts';
import { errorCode } from '../pictures/picture-messages.ts';
import { sourceDrives } from '../pictures/source-drives.ts';
import type { Log } from '../util/log.ts';
import { notQueued } from '../batches/batch-messages.ts';
import type { StateCounts } from '../../shared/model.ts';
import { ok, type Reason } from '../../shared/outcome.ts';
import type { PhotoRecipe } from '../../shared/recipe.ts';
import type { ReasonCode } from '../../shared/messages/en/reasons.ts';
import { reason } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';

const exit = { arrived: 0, failed: 1, usage: 2, waiting: 3 } as const;
type Exit = (typeof exit)[keyof typeof exit];

/** Runs one command. Returns its exit code and reports on stdout. */
export async function runCommandLine(args: string[], world: CommandWorld = {}): Promise<Exit> {
  const answer = answerOf(args);
  if (answer !== null) {
    process.stdout.write(answer);
    return exit.arrived;
  }
  // Each command loads its own part of the app: all of it takes longer to load than most commands take to answer.
  if (args[0] === 'match') {
    const { matchFromCommandLine } = await import('./match-names.ts');
    return matchFromCommandLine(args.slice(1), world);
  }
  if (args[0] === 'doctor') {
    const { doctorFromCommandLine } = await import('./doctor-command.ts');
    return doctorFromCommandLine(args.slice(1), world);
  }
  if (args[0] === 'report') {
    const { reportFromCommandLine } = await import('./save-report.ts');
    return reportFromCommandLine(args.slice(1), world);
  }
  const command = readCommand(args);
  if (!command.ok) {
    createReporter(args.includes('--json')).problem(command.reason);
    // The command was right, so its usage would not help.
    if (command.reason.code !== 'data-folder-away') process.stderr.write(`\n${usage}`);
    return exit.usage;
  }
  const reporter = createReporter(command.value.json);
  const missing = await missingAmong(command.value.paths, reporter);
  if (missing !== null) {
    reporter.problem(reason('no-such-path', { path: missing }));
    return exit.usage;
  }
  const given = readGivenStore();
  if (!given.ok) {
    reporter.problem(given.reason);
    return exit.usage;
  }
  try {
    return await carryOut(command.value, given.value, reporter, world);
  } catch (error) {
    errorsToStderr.error('the command ended early', String(error));
    reporter.problem(dataFolderTrouble);
    return exit.waiting;
  }
}

/** What is printed for a question about Packshot itself; null for any other command. */
function answerOf(args: readonly string[]): string | null {
  const end = args.indexOf('--');
  const asks = (...options: string[]): boolean =>
    args.slice(0, end === -1 ? args.length : end).some((one) => options.includes(one));
  if (args[0] === 'help' || asks('--help', '-h')) return usage;
  return asks('--version') ? `${version}\n` : null;
}

/** The first path that doesn't exist. Most often it is a typing mistake, so nothing is started. */
async function missingAmong(paths: readonly string[], reporter: Reporter): Promise<string | null> {
  const disk = sourceDrives.diskFor(
    paths.map((path) => resolve(path)),
    reportWaits(reporter),
  );
  for (const path of paths) {
    const isThere = await disk.stat(resolve(path)).then(
      () => true,
      (error: unknown) => errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR',
    );
    if (!isThere) return path;
  }
  return null;
}

async function carryOut(
  command: Command,
  given: GivenStore | null,
  reporter: Reporter,
  world: CommandWorld,
): Promise<Exit> {
  const { openApp } = await import('./open-app.ts');
  const opened = await openApp(command.dataDir, world, {
    log: errorsToStderr,
    openStores: given === null && command.verb !== 'status',
    sends: !command.dryRun,
  });
  if (!opened.ok) {
    reporter.problem(opened.reason);
    return exit.usage;
  }
  const app = opened.value;
  const interrupted = new Promise<void>((stop) => {
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  try {
    const snapshot = await app.handlers['app.snapshot']({});
    // For example what was recovered on start.
    if (snapshot.ok) for (const { text } of snapshot.value.notices) reporter.problem(text);
    return await run(app, command, given, reporter, interrupted);
  } finally {
    await app.close();
  }
}

async function run(
  app: App,
  command: Command,
  given: GivenStore | null,
  reporter: Reporter,
  interrupted: Promise<void>,
): Promise<Exit> {
  if (command.verb === 'status') return status(app, given?.hash.toLowerCase() ?? null, reporter);
  const storeId = given
    ? await app.stores.useGiven(given.hash, given.apiOrigin, given.token)
    : app.stores.currentId;
  if (storeId === null) {
    reporter.problem(noStore);
    return exit.usage;
  }
  const progress = new ProgressReporter(reporter);
  const stopFollowing = app.outbox.follow((entry) => {
    if (entry.storeId === storeId) progress.entryChanged(entry);
  });
  let refused = 0;
  if (command.verb === 'upload' && command.productId !== null) {
    const recipe = command.paths.length > 0 ? chosenRecipe(app, storeId, command.recipe, reporter) : ok(null);
    if (!recipe.ok) {
      reporter.problem(recipe.reason);
      return exit.usage;
    }
    const target = { storeId, productId: command.productId };
    refused = await queue(app, command, target, recipe.value, reporter, interrupted);
  }
  if (command.verb === 'upload' && command.match) {
    const { uploadMatched } = await import('./upload-matched.ts');
    const planned = await uploadMatched(app, storeId, command, reporter, interrupted);
    if (!planned.ok) {
      reporter.problem(planned.reason);
      return usageCodes.has(planned.reason.code) ? exit.usage : exit.failed;
    }
    refused = planned.value;
    if (command.dryRun) {
      stopFollowing();
      return refused > 0 ? exit.failed : exit.arrived;
    }
  }
  const enough = Promise.race([outOfPatience(app, storeId), interrupted]);
  await Promise.race([app.outbox.drained(), enough]);
  if (app.outbox.entries.countOpen(storeId) === 0 && app.outbox.reconcileJobs.countUnderway(storeId) > 0) {
    reporter.event({ event: 'rechecking' }, text('cli.recheck'));
    await Promise.race([app.outbox.certain(), enough]);
  }
  stopFollowing();
  return summarise(app, storeId, progress, refused, reporter);
}

/** Queues what the command names. Returns how many files or addresses were refused. */
async function queue(
  app: App,
  command: Command,
  target: { storeId: string; productId: number },
  recipe: PhotoRecipe | null,
  reporter: Reporter,
  interrupted: Promise<void>,
): Promise<number> {
  let refused = 0;
  if (command.urls.length > 0) refused += queueAddresses(app, target, command.urls, reporter);
  if (command.paths.length === 0) return refused;
  const paths = command.paths.map((path) => resolve(path));
  const { usesCameraJpeg } = command;
  const added = app.addFiles({ ...target, source: 'cli' }, paths, {
    usesCameraJpeg,
    recipe,
    onWaiting: (waitingFor) => reportWait(waitingFor, reporter),
    onShortage: (why) => reporter.problem(why),
  });
  if (!added.ok) {
    reporter.problem(added.reason);
    return refused + paths.length;
  }
  await Promise.race([added.value.finished, interrupted]);
  refused += reportBatch(app, added.value.batchId, reporter);
  // Failure only leaves it listed in the window.
  await app.batches.dismiss(added.value.batchId).catch(() => undefined);
  return refused;
}

function queueAddresses(
  app: App,
  target: { storeId: string; productId: number },
  urls: readonly string[],
  reporter: Reporter,
): number {
  let verdicts: ReturnType<App['addUrls']>;
  try {
    verdicts = app.addUrls(target, urls);
  } catch {
    reporter.problem(notQueued);
    return urls.length;
  }
  for (const { url, reason } of verdicts) {
    if (reason)
      reporter.event(
        { event: 'refused', url, reason: reasonInEvent(reason) },
        `${text('cli.refused')} ${url}: ${wordsOf(reason)}`,
      );
    else reporter.event({ event: 'queued', url }, `${text('cli.queued')} ${url}`);
  }
  return verdicts.filter(({ reason }) => reason !== null).length;
}

function summarise(
  app: App,
  storeId: string,
  progress: ProgressReporter,
  refused: number,
  reporter: Reporter,
): Exit {
  const { entries, reconcileJobs } = app.outbox;
  // As many as there are events of that name. The words are of pictures alone.
  const done = progress.count('done');
  const failed = progress.count('failed', 'cancelled') + refused;
  const waiting = entries.countOpen(storeId);
  const isUnchecked = reconcileJobs.count(storeId) > 0;
  const why = waiting > 0 || isUnchecked ? whyItWaits(app, storeId) : null;
  if (why) reporter.problem(why);
  else if (waiting === 0 && isUnchecked) reporter.problem(notChecked);
  reporter.event(
    { event: 'summary', done, failed, waiting },
    text('cli.summary', { done: progress.inTheStore, failed, waiting }),
  );
  if (waiting > 0 || isUnchecked) return exit.waiting;
  return failed > 0 ? exit.failed : exit.arrived;
}

function status(app: App, givenId: string | null, reporter: Reporter): Exit {
  const storeId = givenId ?? app.stores.currentId;
  if (storeId === null || !app.stores.list().some((store) => store.id === storeId)) {
    reporter.event({ event: 'summary', store: null, done: 0, failed: 0, waiting: 0 }, text('cli.noStore'));
    return exit.arrived;
  }
  const groups = app.outbox.counts.ofStore(storeId);
  const all = summaryOf(...Object.values(groups));
  const photos = summaryOf(groups.photos, groups.variantImages);
  const changes = summaryOf(groups.changes);
  const removals = summaryOf(groups.removals, groups.clears);
  const parts = [`${storeId}: ${text('cli.summary', photos)}`];
  if (isAny(changes)) parts.push(text('cli.changesSummary', changes));
  if (isAny(removals)) parts.push(text('cli.removalsSummary', removals));
  reporter.event({ event: 'summary', store: storeId, ...all, photos, changes, removals }, parts.join('; '));
  const { failed, waiting } = all;
  if (waiting > 0) return exit.waiting;
  return failed > 0 ? exit.failed : exit.arrived;
}

type Summary = Record<'done' | 'failed' | 'waiting', number>;

function summaryOf(...counts: readonly StateCounts[]): Summary {
  const sum = (of: (each: StateCounts) => number): number => counts.reduce((all, each) => all + of(each), 0);
  return {
    done: sum(({ done }) => done),
    failed: sum(({ failed, cancelled }) => failed + cancelled),
    waiting: sum(({ open }) => open),
  };
}

function isAny({ done, failed, waiting }: Summary): boolean {
  return done + failed + waiting > 0;
}

const errorsToStderr: Log = {
  info() {},
  warn: (message, ...details) =>
    process.env['PACKSHOT_VERBOSE']
      ? process.stderr.write(`${terminalText(message)} ${terminalJson(details)}\n`)
      : null,
  error: (message, ...details) => process.stderr.write(`${terminalText(message)} ${terminalJson(details)}\n`),
};

/** The list or recipe that was named can't be used, so nothing was started. */
const usageCodes: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'manifest-unreadable',
  'manifest-not-used',
  'unknown-recipe',
]);

const noStore: Reason = reason('no-store');
