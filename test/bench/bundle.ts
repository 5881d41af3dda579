import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');

interface Package {
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
}

/**
 * Bundles a program of this folder as the app is shipped, and beside it the picture process: from sources, loading
 * would dominate. Returns its path.
 */
export async function bundle(program: string, outDir: string): Promise<string> {
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Package;
  const name = program.replace('.ts', '');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true, external: Object.keys({ ...dependencies, ...optionalDependencies }) },
    build: {
      ssr: true,
      outDir: join(outDir, name),
      target: 'node24',
      rollupOptions: {
        input: {
          [name]: join(import.meta.dirname, program),
          'picture-process': join(root, 'electron/pictures/pool/picture-process.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  return join(outDir, name, `${name}.js`);
}
