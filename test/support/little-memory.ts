/** A picture process whose WebAssembly memory can't grow beyond 160 MB, so that sharp's WebAssembly build runs out of it soon. */
const maxPages = 2_560;
const { Memory } = WebAssembly;
WebAssembly.Memory = class extends Memory {
  constructor(descriptor: WebAssembly.MemoryDescriptor) {
    super({ ...descriptor, maximum: Math.min(descriptor.maximum ?? maxPages, maxPages) });
  }
};
await import('../../electron/pictures/pool/picture-process.ts');
