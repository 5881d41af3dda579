/**
 * A module that has sharp use its WebAssembly build, `@img/sharp-wasm32`: imported first, it hides the native builds.
 * sharp has no setting for this; it takes WebAssembly where it finds nothing else, as in packages for Linux.
 */
const source = `
import { registerHooks } from 'node:module';
registerHooks({
  resolve(name, context, next) {
    const isNative = /^@img[/]sharp-(?!wasm32)[^/]+[/]sharp[.]node$/.test(name);
    return next(isNative ? 'hidden:' + name : name, context);
  },
});`;

export const wasmSharpModule = `data:text/javascript,${encodeURIComponent(source)}`;

/** Node's arguments for a worker process. `PACKSHOT_SHARP=wasm` is for trying the WebAssembly build in a checkout. */
export function workerArguments({ PACKSHOT_SHARP: build }: NodeJS.ProcessEnv): string[] {
  return build === 'wasm' ? [`--import=${wasmSharpModule}`] : [];
}
