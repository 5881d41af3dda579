import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp, { type Sharp } from 'sharp';
import { prepareZXingModule, writeBarcode, type WriteInputBarcodeFormat } from 'zxing-wasm/writer';

interface LabelPhoto {
  width?: number;
  height?: number;
  /** Degrees. */
  turned?: number;
  /** Whole seconds count. */
  capturedAt?: Date;
}

let isLoaded: Promise<unknown> | null = null;

async function load(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
  const wasmBinary = new Uint8Array(await readFile(path)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** A photo of a label with a code, lying on grey paper. */
export async function labelPhoto(
  code: string,
  format: WriteInputBarcodeFormat = 'QRCode',
  { width = 1_200, height = 900, turned = 0, capturedAt }: LabelPhoto = {},
): Promise<Buffer> {
  await (isLoaded ??= load());
  const { svg } = await writeBarcode(code, { format, scale: 6 });
  const printed = await sharp(Buffer.from(svg))
    .resize({ width: Math.round(width / 3), kernel: 'nearest' })
    .flatten({ background: '#fff' })
    .extend({ top: 30, bottom: 30, left: 30, right: 30, background: '#fff' })
    .toBuffer();
  const lying = await sharp(printed).rotate(turned, { background: '#b8b8b8' }).toBuffer();
  const paper = sharp({ create: { width, height, channels: 3, background: '#b8b8b8' } });
  return await timed(paper.composite([{ input: lying }]), capturedAt)
    .jpeg()
    .toBuffer();
}

/** Writes when a picture was taken, as cameras do. */
export function timed(picture: Sharp, capturedAt: Date | undefined): Sharp {
  if (capturedAt === undefined) return picture;
  const pad = (value: number): string => String(value).padStart(2, '0');
  const day = [capturedAt.getFullYear(), capturedAt.getMonth() + 1, capturedAt.getDate()].map(pad).join(':');
  const time = [capturedAt.getHours(), capturedAt.getMinutes(), capturedAt.getSeconds()].map(pad).join(':');
  return picture.withExif({ IFD2: { DateTimeOriginal: `${day} ${time}` } });
}
