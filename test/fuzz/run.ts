import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';
import { hasJudge } from './judge.ts';

/**
 * The long run: `node test/fuzz/run.ts --runs 5000 --seed 1 [--keep FOLDER] [--no-judge]`. Exit code 1 if a
 * file ended the process, took too long, or was accepted although another decoder can't read it.
 */
const { values } = parseArgs({
  allowNegative: true,
  options: {
    runs: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string' },
    judge: { type: 'boolean', default: true },
  },
});
const judged = values.judge && (await hasJudge());
if (values.judge && !judged) process.stderr.write('ImageMagick is not installed: nothing is judged by it.\n');
const report = await fuzz({
  runs: Number(values.runs),
  seed: Number(values.seed),
  judged,
  ...(values.keep !== undefined && { keepIn: values.keep }),
  onProgress: (done) => {
    if (done % 500 === 0) process.stderr.write(`${done} files\n`);
  },
});
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
process.exitCode = report.crashed.length + report.hung.length + report.unreadable.length > 0 ? 1 : 0;
