// @ts-check

/**
 * Prints to standard error, because standard output belongs to the command.
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * Prints what is being done and, at the end, the duration.
 * @template T
 * @param {string} what
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  process.stderr.write(`  ${what} ...`);
  const start = Date.now();
  try {
    const result = await work();
    process.stderr.write(` ${seconds(Date.now() - start)}\n`);
    return result;
  } catch (error) {
    process.stderr.write(` not done, after ${seconds(Date.now() - start)}\n`);
    throw error;
  }
}

/** @param {number} ms */
export function seconds(ms) {
  return ms < 60_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
