/** A picture process whose WebAssembly memory is limited to 160 MB, so that sharp soon runs out of it. */
const maxPages = 2_560;
const { Memory } = WebAssembly;
WebAssembly.Memory = class extends Memory {
  constructor(descriptor: WebAssembly.MemoryDescriptor) {
    super({ ...descriptor, maximum: Math.min(descriptor.maximum ?? maxPages, maxPages) });
  }
};
await import('../../electron/pictures/pool/picture-process.ts');
