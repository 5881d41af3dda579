/**
 * Bytes that sharp made, fit to be given to it again. Its WebAssembly build hands out views of its memory; once that
 * has grown, it takes such a view by copying all of the memory, and runs out of it. Source: `getArrayBufferPointer`
 * of emnapi.
 */
export function ownBytes(made: Buffer): Buffer {
  return made.buffer instanceof SharedArrayBuffer ? Buffer.from(made) : made;
}
