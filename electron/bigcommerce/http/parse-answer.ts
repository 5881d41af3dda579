import { z } from 'zod';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { failureOfAnswer, failureOfShape, type Method } from '../errors.ts';
import type { Failure } from '../failure.ts';
import type { Reply } from './session.ts';

/** Characters of any text of an answer that are kept; patterns go over these later. BigCommerce's own are under 300. */
const maxShortText = 4_096;
/** BigCommerce documents no limit for alt texts; those in use have some hundred characters. */
const maxLongText = 65_536;
/** Rows of a list that are examined: twice the images a product may have. Every row can bring a problem of its own. */
const maxRows = 2_000;

/** A name, a description, a path, an address or a date, as far as it has a usual length. */
export const boundedText = z.string().overwrite((text) => text.slice(0, maxShortText));

/** An alt text. No pattern goes over it. */
export const longText = z
  .string()
  .overwrite((text) => text.slice(0, maxLongText))
  .nullish();

/** As `boundedText`; null and undefined stay. */
export const shortText = boundedText.nullish();

/** A list. One that is longer than any list of the API is a problem by itself, and its rows aren't looked at. */
export function listOf<S extends z.ZodType>(row: S) {
  return z.preprocess((value, context) => {
    if (!Array.isArray(value) || value.length <= maxRows) return value;
    context.addIssue(`has ${value.length} rows, more than ${maxRows}`);
    return z.NEVER;
  }, z.array(row));
}

/** Parses an answer by its schema; what is wrong is told with the name of the field. */
export function readAs<S extends z.ZodType, T>(
  schema: S,
  json: unknown,
  shape: (body: z.infer<S>) => T,
): Outcome<T, string> {
  const parsed = schema.safeParse(json);
  return parsed.success ? ok(shape(parsed.data)) : no(describe(parsed.error.issues));
}

/** The answer in our own words, or the failure that it is empty or can't be read. */
export function understood<T>(method: Method, reply: Reply, read: Outcome<T, string>): Outcome<T, Failure> {
  if (read.ok) return read;
  const { status, headers, json } = reply;
  if (json === null) return no(failureOfAnswer({ method, status, headers, text: '' }));
  return no(failureOfShape(method, status, read.reason));
}

function describe(issues: readonly z.core.$ZodIssue[]): string {
  const issue = issues[0];
  if (issue === undefined) return 'The answer has another shape than expected.';
  if (issue.code === 'invalid_union') return describe(closest(issue.errors));
  return `${issue.path.map(String).join('.') || 'The answer'}: ${issue.message}`;
}

/** Of an answer that may have several shapes, the problem of the one it came nearest to: the deepest. */
function closest(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  return branches.toSorted((a, b) => depthOf(b) - depthOf(a))[0] ?? [];
}

function depthOf(issues: readonly z.core.$ZodIssue[]): number {
  return issues[0]?.path.length ?? 0;
}
