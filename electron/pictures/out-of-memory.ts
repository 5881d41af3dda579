/** How libvips, C++, WebAssembly and Node say that memory ran out. */
const words = /out of memory|allocation failed|bad_alloc|Aborted\(OOM/i;

/** Whether a decoder's error is about its process and not about the picture. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && words.test(error.message);
}
