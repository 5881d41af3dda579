// @ts-check
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { root } from '../paths.mjs';

const source = join(root, 'packaging/icon.svg');
const linuxSizes = [16, 22, 24, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256];
/** Types of an icns file by their pixels (Apple's `IconFamily`). */
const appleTypes = /** @type {const} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]);

/**
 * Makes every icon of every system from one drawing: `icon.ico`, `icon.icns`, `png/`, and for the tray the mark alone,
 * in black with transparency for macOS (`trayTemplate`), in colour elsewhere.
 * @param {string} folder
 */
export async function makeIcons(folder) {
  const drawing = readFileSync(source, 'utf8');
  const mark = withoutPlate(drawing).replaceAll('#ffffff', '#000000');
  mkdirSync(join(folder, 'png'), { recursive: true });
  for (const size of linuxSizes) {
    writeFileSync(join(folder, 'png', `${size}x${size}.png`), await png(drawing, size));
  }
  writeFileSync(join(folder, 'icon.ico'), await ico(drawing, windowsSizes));
  writeFileSync(join(folder, 'icon.icns'), await icns(drawing));
  writeFileSync(join(folder, 'tray.ico'), await ico(drawing, [16, 20, 24, 32]));
  for (const [suffix, size] of /** @type {const} */ ([
    ['', 16],
    ['@2x', 32],
  ])) {
    writeFileSync(join(folder, `trayTemplate${suffix}.png`), await png(mark, size));
    writeFileSync(join(folder, `tray${suffix}.png`), await png(drawing, size));
  }
}

/** @param {string} drawing */
function withoutPlate(drawing) {
  const rest = drawing
    .replace(/<g id="plate">[\s\S]*?<\/g>/, '')
    // A small icon needs no margin.
    .replace('viewBox="0 0 1024 1024"', 'viewBox="176 160 672 672"');
  if (rest === drawing || !rest.includes('id="mark"')) throw new Error(`${source} lacks its plate or mark.`);
  return rest;
}

/**
 * @param {string} drawing
 * @param {number} size in pixels, of each side
 */
function png(drawing, size) {
  return sharp(Buffer.from(drawing), { density: 72 * Math.max(1, size / 256) })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/**
 * @param {string} drawing
 * @param {readonly number[]} sizes
 */
async function ico(drawing, sizes) {
  const images = await Promise.all(sizes.map((size) => png(drawing, size)));
  return icoOf(images.map((image, index) => ({ size: sizes[index] ?? 0, image })));
}

/**
 * A header of 6 bytes, an entry of 16 bytes for each image, then the images as PNG.
 * @param {readonly { size: number, image: Buffer }[]} images at most 256 pixels wide
 */
export function icoOf(images) {
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [index, { size, image }] of images.entries()) {
    const at = 6 + 16 * index;
    // 256 is written as 0.
    head[at] = size % 256;
    head[at + 1] = size % 256;
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(image.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += image.length;
  }
  return Buffer.concat([head, ...images.map(({ image }) => image)]);
}

/** @param {string} drawing */
async function icns(drawing) {
  const chunks = await Promise.all(
    appleTypes.map(async ([type, size]) => icnsChunk(type, await png(drawing, size))),
  );
  return icnsChunk('icns', Buffer.concat(chunks));
}

/**
 * A type of four letters, the length with these eight bytes, and the content.
 * @param {string} type
 * @param {Buffer} content
 */
export function icnsChunk(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}
