import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');

interface Package {
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
}

/** Bundles a program of this folder as the app is shipped: from sources, loading would dominate. Returns its path. */
export async function bundle(program: string, outDir: string): Promise<string> {
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Package;
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true, external: Object.keys({ ...dependencies, ...optionalDependencies }) },
    build: {
      ssr: join(import.meta.dirname, program),
      outDir: join(outDir, program.replace('.ts', '')),
      target: 'node24',
    },
  });
  return join(outDir, program.replace('.ts', ''), program.replace('.ts', '.js'));
}
