/** As much of Mocha as Electron's specs use: suites, hooks, `done`. */
type Body = (this: unknown, done?: (error?: unknown) => void) => unknown;

interface Suite {
  title: string;
  parent: Suite | null;
  hooks: Record<'before' | 'after' | 'beforeEach' | 'afterEach', Body[]>;
  parts: (Suite | Spec)[];
}
interface Spec {
  title: string;
  body: Body;
}

export interface SpecResult {
  title: string;
  /** Null if it passed. */
  why: string | null;
}

const timeoutMs = 10_000;
const newSuite = (title: string, parent: Suite | null): Suite => ({
  title,
  parent,
  hooks: { before: [], after: [], beforeEach: [], afterEach: [] },
  parts: [],
});

const top = newSuite('', null);
let current = top;
const clean = new Set<() => unknown>();

/** Runs `work` after the present test. */
export function defer(work: () => unknown): void {
  clean.add(work);
}

export function describe(title: string, body: () => void): void {
  const suite = newSuite(title, current);
  current.parts.push(suite);
  current = suite;
  try {
    body.call(context);
  } catch (error) {
    // Such as a fixture that the checkout lacks: only this suite is lost.
    it('is read', () => {
      throw error;
    });
  }
  current = suite.parent ?? top;
}

export function it(title: string, body: Body): void {
  current.parts.push({ title, body });
}

const skip = () => undefined;
describe.skip = skip;
it.skip = skip;

export const before = (body: Body): void => void current.hooks.before.push(body);
export const after = (body: Body): void => void current.hooks.after.push(body);
export const beforeEach = (body: Body): void => void current.hooks.beforeEach.push(body);
export const afterEach = (body: Body): void => void current.hooks.afterEach.push(body);

const context = { timeout: () => context, retries: () => context, slow: () => context };

/** Runs all specs that `wanted` chooses by their full title. */
export async function run(
  wanted: (title: string) => boolean,
  tell: (result: SpecResult) => void,
  suite = top,
  path = '',
): Promise<void> {
  const full = (title: string) => (path === '' ? title : `${path} ${title}`);
  const chosen = specsOf(suite, path).filter(wanted);
  if (chosen.length === 0) return;
  try {
    for (const hook of suite.hooks.before) await perform(hook);
  } catch (error) {
    for (const title of chosen) tell({ title, why: `before: ${describeError(error)}` });
    return;
  }
  for (const part of suite.parts) {
    if ('parts' in part) {
      await run(wanted, tell, part, full(part.title));
      continue;
    }
    const title = full(part.title);
    if (wanted(title)) tell({ title, why: await outcome(suite, part) });
  }
  for (const hook of suite.hooks.after) await perform(hook).catch(skip);
}

/** Full titles, in order. */
export function specsOf(suite = top, path = ''): string[] {
  return suite.parts.flatMap((part) => {
    const title = path === '' ? part.title : `${path} ${part.title}`;
    return 'parts' in part ? specsOf(part, title) : [title];
  });
}

async function outcome(suite: Suite, spec: Spec): Promise<string | null> {
  const around: Suite[] = [];
  for (let each: Suite | null = suite; each !== null; each = each.parent) around.unshift(each);
  try {
    for (const { hooks } of around) for (const hook of hooks.beforeEach) await perform(hook);
    await perform(spec.body);
    return null;
  } catch (error) {
    return describeError(error);
  } finally {
    for (const work of clean) await perform(async () => await work()).catch(skip);
    clean.clear();
    for (const { hooks } of around.toReversed())
      for (const hook of hooks.afterEach) await perform(hook).catch(skip);
  }
}

async function perform(body: Body): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`not done after ${timeoutMs} ms`)), timeoutMs);
  const work =
    body.length === 0
      ? (async () => await body.call(context))()
      : new Promise<void>((resolve, fail) => {
          body.call(context, (error) => (error ? fail(error as Error) : resolve()));
        });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.split('\n')[0]! : String(error);
}
