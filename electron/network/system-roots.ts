import tls from 'node:tls';
import { Worker } from 'node:worker_threads';

let trusted: Promise<void> | null = null;

/**
 * Trusts the roots of the system's certificate store beside those of Node, for the whole process. Reads them once, in a
 * worker: it takes half a second. Never rejects.
 */
export function trustSystemRoots(): Promise<void> {
  trusted ??= addSystemRoots().catch(() => undefined);
  return trusted;
}

async function addSystemRoots(): Promise<void> {
  const known = tls.getCACertificates('default');
  const bundled = new Set(known);
  const missing = new Set((await readSystemRoots()).filter((root) => !bundled.has(root)));
  if (missing.size > 0) tls.setDefaultCACertificates([...known, ...missing]);
}

function readSystemRoots(): Promise<string[]> {
  const code =
    "require('node:worker_threads').parentPort.postMessage(require('node:tls').getCACertificates('system'))";
  return new Promise((resolve, reject) => {
    const worker = new Worker(code, { eval: true });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => resolve([]));
  });
}
