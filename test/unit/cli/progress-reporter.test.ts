import { expect, test } from 'vitest';
import { reportWait, reportWaits } from '../../../electron/cli/progress-reporter.ts';
import type { Reporter } from '../../../electron/cli/reporter.ts';

function reporterOf(said: unknown[]): Reporter {
  return { event: (event, words) => void said.push([event, words]), problem: () => undefined };
}

test('a command says what files wait for, as an event and in a line', () => {
  const said: unknown[] = [];
  reportWait('program', reporterOf(said));
  expect(said).toEqual([
    [{ event: 'waiting', waitingFor: 'program' }, 'Waiting for another program to close a file …'],
  ]);
});

test('many files that wait for one drive are told once', () => {
  const said: unknown[] = [];
  const begin = reportWaits(reporterOf(said));
  const ends = Array.from({ length: 30 }, () => begin('drive'));
  for (const end of ends) end();
  expect(said).toHaveLength(1);
  begin('drive');
  expect(said).toHaveLength(2);
});
