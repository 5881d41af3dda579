const mebibyte = 1024 * 1024;

/** Memory of all picture processes together. */
export const poolBytes = 1024 * mebibyte;
/** Memory of a picture process that has no picture open: Node, libvips, libheif. */
export const idleProcessBytes = 96 * mebibyte;
/** Memory that a picture may take on top of that without asking. */
export const unaskedBytes = 24 * mebibyte;
/** A picture process above this size ends itself. The largest pictures run alone, and take more than their share. */
export const maxProcessBytes = 1536 * mebibyte;
/** Limit of the system for a picture process on Linux: private memory, with the stacks of its threads. */
export const maxDataBytes = maxProcessBytes + 512 * mebibyte;
/**
 * Memory that V8 reserves for the four threads of sharp as WebAssembly: 550 MB each, measured. Most of it is never
 * used.
 */
export const webAssemblyThreadBytes = 3072 * mebibyte;
/** Picture processes at the same time, without the one for what the user is looking at. */
export const maxProcesses = 4;
/** How long one request may take, milliseconds, without waiting for its turn or for memory. */
export const deadlines = {
  probe: 10_000,
  inspect: 60_000,
  prepare: 120_000,
  'camera-jpeg': 60_000,
  clues: 30_000,
  measure: 30_000,
  render: 30_000,
} as const;
/** How long a picture process may take to start, milliseconds. */
export const startMs = 60_000;
/**
 * How many processes may die of a request before it fails, by what they were doing. The picture can be the cause only
 * while it is open. On a busy machine the end of an idle process is noticed late, so a request may be given to
 * several of those.
 */
export const maxDeaths = { starting: 3, idle: 12, picture: 1 } as const;
/**
 * How long pictures wait before another process is started for them, milliseconds. Starting one costs as much as a
 * few small pictures.
 */
export const growAfterMs = 500;
/** How long a picture process stays without work, milliseconds. */
export const idleMs = 20_000;
