import type { Request, Response } from './contract.ts';
import type { Delta } from './model.ts';
import type { Outcome } from './outcome.ts';

import type { Verb, VerbWithFiles } from './verbs.ts';

type Area<V> = V extends `${infer A}.${string}` ? A : never;
type Action<V, A extends string> = V extends `${A}.${infer B}` ? B : never;

type PageCall<V extends Verb> = V extends VerbWithFiles
  ? (request: Omit<Request<V>, 'files'>, files: readonly File[]) => Promise<Outcome<Response<V>>>
  : (request: Request<V>) => Promise<Outcome<Response<V>>>;

/** The page's `File`; `shared/` doesn't use the DOM's types. */
type File = { readonly name: string; readonly size: number; readonly type: string };

/** `window.packshot`: one function per verb, grouped by area, and a subscription to deltas. */
export type PackshotApi = {
  [A in Area<Verb>]: { [B in Action<Verb, A>]: PageCall<Extract<`${A}.${B}`, Verb>> };
} & {
  /** Returns a function that stops listening. */
  onDelta(listener: (delta: Delta) => void): () => void;
};
