import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');

/** Bundles a program of this folder as the app is shipped: from sources, loading would dominate. Returns its path. */
export async function bundle(program: string, outDir: string): Promise<string> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, program),
      outDir: join(outDir, program.replace('.ts', '')),
      target: 'node24',
    },
  });
  return join(outDir, program.replace('.ts', ''), program.replace('.ts', '.js'));
}
