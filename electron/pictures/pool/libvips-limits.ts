import sharp from 'sharp';

/** Types that libvips may open. All its other loaders are switched off. */
const loaders = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].map((name) => `VipsForeignLoad${name}`);

/** Whether sharp runs as WebAssembly, as in packages for Linux, and not on a native libvips. */
export const isWebAssembly = 'emscripten' in sharp.versions;

/** For a process that opens one picture at a time. It changes sharp for the whole process. */
export function limitLibvips(): void {
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: loaders });
}
