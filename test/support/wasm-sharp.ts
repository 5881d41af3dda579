import { wasmSharpModule } from '../../electron/util/wasm-sharp.ts';

/** Pictures are opened by sharp's WebAssembly build in this process, and, by `PACKSHOT_SHARP`, in its workers. */
await import(/* @vite-ignore */ wasmSharpModule);
