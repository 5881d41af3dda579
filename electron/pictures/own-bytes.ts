/**
 * Copies bytes that sharp made, so that they can be given to sharp again. Its WebAssembly build returns views of its
 * memory. Once that memory has grown, sharp reads such a view by copying all of the memory, and runs out of it.
 * Source: `getArrayBufferPointer` of emnapi.
 */
export function ownBytes(made: Buffer): Buffer {
  return made.buffer instanceof SharedArrayBuffer ? Buffer.from(made) : made;
}
