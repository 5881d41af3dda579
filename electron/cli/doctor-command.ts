import { startFromSources } from '../app/services.ts';
import { dirname } from 'node:path';
import { checkWindow } from '../doctor/check-window.ts';
import { examine, withoutRepeats } from '../doctor/doctor.ts';
import { checkSandbox } from '../doctor/sandbox.ts';
import { notice, problem } from '../doctor/finding.ts';
import { Network } from '../network/network.ts';
import { credentialsInEnvironment, environmentProxy } from '../network/proxy-environment.ts';
import { PicturePool } from '../pictures/pool/picture-pool.ts';
import type { Finding } from '../../shared/model.ts';
import { readCommand, readGivenStore, usage } from './arguments.ts';
import { openApp, type CommandWorld } from './open-app.ts';
import { createReporter, reasonInEvent, type Reporter, wordsOf } from './reporter.ts';
import { version } from './version.ts';
import { text } from '../../shared/messages/text.ts';

/** `packshot doctor`: 0 if nothing needs action, 1 if something does, 2 for wrong usage. */
export async function doctorFromCommandLine(args: string[], world: CommandWorld = {}): Promise<0 | 1 | 2> {
  const command = readCommand(['status', ...args]);
  const reporter = createReporter(args.includes('--json'));
  if (!command.ok && command.reason.code === 'data-folder-away') {
    return report([problem('data-folder', command.reason)], reporter);
  }
  if (!command.ok) {
    reporter.problem(command.reason);
    process.stderr.write(`\n${usage}`);
    return 2;
  }
  const given = readGivenStore();
  if (!given.ok) {
    reporter.problem(given.reason);
    return 2;
  }
  const { dataDir } = command.value;
  const store = given.value === null ? undefined : { name: `Store ${given.value.hash}`, ...given.value };
  const opened = await openApp(dataDir, world, { sends: false });
  if (opened.ok) {
    const findings = await opened.value.examine(store);
    const snapshot = await opened.value.handlers['app.snapshot']({});
    // What was damaged is recovered by now.
    const recovered = snapshot.ok ? snapshot.value.notices : [];
    await opened.value.close();
    const toTell = recovered.map(({ text }) => problem('database', text));
    return report([...findings, ...toTell, ...(await windowOf(world))], reporter);
  }
  // Packshot may be running, or the data folder be the very thing that is wrong.
  const pictures = new PicturePool({ start: world.startProcess ?? startFromSources });
  const findings = await examine({
    version,
    dataDir,
    secrets: null,
    network: environmentNetwork(),
    pictures,
    stores: store === undefined ? [] : [store],
    now: () => Date.now(),
  });
  pictures.close();
  const finding = opened.reason.code === 'data-folder-in-use' ? notice : problem;
  return report([...findings, finding('data-folder', opened.reason), ...(await windowOf(world))], reporter);
}

/** None from source: `npm start` checks the window itself. */
async function windowOf({ program }: CommandWorld): Promise<Finding[]> {
  if (program === undefined) return [];
  // Chromium gives root no sandbox, whatever the system allows.
  if (process.platform !== 'linux' || process.getuid?.() === 0) return [await checkWindow(program)];
  const sandbox = await checkSandbox(dirname(program));
  return sandbox.verdict === 'good' ? [sandbox, await checkWindow(program)] : [sandbox];
}

function report(found: readonly Finding[], reporter: Reporter): 0 | 1 {
  const findings = withoutRepeats(found);
  for (const { id, verdict, text } of findings) {
    reporter.event(
      { event: 'check', id, verdict, reason: reasonInEvent(text) },
      `${marks[verdict]} ${wordsOf(text)}`,
    );
  }
  const problems = findings.filter(({ verdict }) => verdict === 'problem').length;
  const notices = findings.filter(({ verdict }) => verdict === 'notice').length;
  reporter.event(
    { event: 'summary', problems, notices },
    problems === 0
      ? text('cli.nothingNeedsAction')
      : text('cli.needAction', { problems, checks: findings.length }),
  );
  return problems === 0 ? 0 : 1;
}

const marks: Readonly<Record<Finding['verdict'], string>> = {
  good: text('cli.checkGood'),
  notice: text('cli.checkNotice'),
  problem: text('cli.checkProblem'),
};

function environmentNetwork(): Network {
  return new Network({
    setting: () => ({ type: 'system' }),
    systemProxy: environmentProxy,
    passwords: {
      get: (server) => Promise.resolve(credentialsInEnvironment(process.env, server)),
      set: () => Promise.resolve(),
    },
    changed() {},
  });
}
