import { resolve } from 'node:path';
import { parseCommand, readDataDir, readGivenStore } from './arguments.ts';
import { openApp, type CommandWorld } from './open-app.ts';
import { terminalText } from '../util/terminal-text.ts';
import { createReporter } from './reporter.ts';
import { reportText, saveReport, type ReportOf } from '../batches/csv-report.ts';
import { wholeNumber } from '../../shared/command-line.ts';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';

interface ReportCommand {
  /** Null: the whole store. */
  batchId: number | 'latest' | null;
  /** Null: standard output. */
  file: string | null;
  dataDir: string;
}

/** `packshot report`: works offline. Returns the exit code: 0 with a report, 2 without. */
export async function reportFromCommandLine(args: string[], world: CommandWorld = {}): Promise<0 | 2> {
  const reporter = createReporter(false);
  const command = readReportCommand(args);
  if (!command.ok) {
    reporter.problem(command.reason);
    process.stderr.write(`\n  ${text('cli.reportUsage')}\n`);
    return 2;
  }
  const given = readGivenStore();
  if (!given.ok) {
    reporter.problem(given.reason);
    return 2;
  }
  const { batchId, file, dataDir } = command.value;
  const opened = await openApp(dataDir, world);
  if (!opened.ok) {
    reporter.problem(opened.reason);
    return 2;
  }
  const app = opened.value;
  try {
    const storeId = given.value?.hash.toLowerCase() ?? app.stores.currentId;
    if (storeId === null) {
      reporter.problem(noStore);
      return 2;
    }
    const of: ReportOf = { storeId, ...(batchId === null ? {} : { batchId }) };
    if (file === null) {
      for (const text of reportText(app.outbox.report(storeId, batchId))) {
        process.stdout.write(
          process.stdout.isTTY ? `${text.trim().split('\r\n').map(terminalText).join('\n')}\n` : text,
        );
      }
      return 0;
    }
    const saved = await saveReport(app.outbox, of, file);
    if (!saved.ok) {
      reporter.problem(saved.reason);
      return 2;
    }
    reporter.event({ event: 'report' }, text('cli.reportSaved', { rows: saved.value.rows, file }));
    return 0;
  } finally {
    await app.close();
  }
}

function readReportCommand(args: string[]): Outcome<ReportCommand> {
  const given = parseCommand(args, {
    last: { type: 'boolean', default: false },
    to: { type: 'string' },
    data: { type: 'string' },
  });
  if (!given.ok) return given;
  const { values, positionals } = given.value;
  const [batch, ...more] = positionals;
  if (more.length > 0 || (values.last && batch !== undefined)) return no(reason('usage-one-batch'));
  const batchId = batch === undefined ? null : wholeNumber(batch, 1);
  if (batch !== undefined && batchId === null) return no(reason('usage-bad-batch', { given: batch }));
  if (values.to === '') return no(reason('usage-no-report-file'));
  const dataDir = readDataDir(values.data);
  if (!dataDir.ok) return dataDir;
  return ok({
    batchId: values.last ? 'latest' : batchId,
    file: values.to === undefined ? null : resolve(values.to),
    dataDir: dataDir.value,
  });
}

const noStore: Reason = reason('no-store');
