import type { Request, Response } from './contract.ts';
import type { Delta } from './model.ts';
import type { Outcome } from './outcome.ts';

/**
 * The names of the calls, apart from their schemas: all that the preload and the page need at run time, so that
 * neither carries a validation library. `contract.ts` doesn't compile unless it has exactly these.
 */
export const verbs = [
  'app.snapshot',
  'app.openLink',
  'app.dismissNotice',
  'app.changeSettings',
  'app.networkChanged',
  'stores.connect',
  'stores.connectPractice',
  'stores.signIn',
  'stores.select',
  'stores.disconnect',
  'stores.pause',
  'stores.resume',
  'stores.refresh',
  'stores.countImages',
  'stores.chooseApi',
  'products.search',
  'products.variants',
  'gallery.open',
  'gallery.close',
  'gallery.refresh',
  'gallery.clear',
  'gallery.arrange',
  'gallery.describe',
  'gallery.setThumbnail',
  'gallery.remove',
  'gallery.keep',
  'gallery.replace',
  'gallery.copy',
  'gallery.undo',
  'gallery.redo',
  'gallery.download',
  'intake.add',
  'intake.choose',
  'intake.addUrls',
  'intake.cancel',
  'intake.dismiss',
  'review.rows',
  'review.ids',
  'review.assign',
  'review.move',
  'review.change',
  'review.changeProduct',
  'review.changeBatch',
  'review.tryTemplate',
  'review.queue',
  'matching.tryPatterns',
  'hotFolders.choose',
  'hotFolders.change',
  'hotFolders.remove',
  'outbox.list',
  'outbox.cancel',
  'outbox.retry',
  'outbox.dismiss',
  'outbox.cancelAll',
  'outbox.retryFailed',
  'outbox.sendFirst',
  'outbox.sendAllFirst',
  'outbox.dismissAll',
  'outbox.report',
] as const;

export type Verb = (typeof verbs)[number];

/** Calls whose last request field is `files`: the page gives `File` objects, preload puts paths in their place. */
export const verbsWithFiles = ['intake.add', 'gallery.replace'] as const satisfies readonly Verb[];
export type VerbWithFiles = (typeof verbsWithFiles)[number];

type Area<V> = V extends `${infer A}.${string}` ? A : never;
type Action<V, A extends string> = V extends `${A}.${infer B}` ? B : never;

type PageCall<V extends Verb> = V extends VerbWithFiles
  ? (request: Omit<Request<V>, 'files'>, files: readonly File[]) => Promise<Outcome<Response<V>>>
  : (request: Request<V>) => Promise<Outcome<Response<V>>>;

/** A `File` of the page, without naming the DOM here: `shared/` is free of it. */
type File = { readonly name: string; readonly size: number; readonly type: string };

/** `window.packshot`: one function a verb, grouped by area, and a subscription to deltas. */
export type PackshotApi = {
  [A in Area<Verb>]: { [B in Action<Verb, A>]: PageCall<Extract<`${A}.${B}`, Verb>> };
} & {
  /** Calls `listener` for each delta until the answered function is called. */
  onDelta(listener: (delta: Delta) => void): () => void;
};
