import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { reserveNothing } from '../../../electron/pictures/memory-estimate.ts';
import { readClues } from '../../../electron/pictures/read-clues.ts';
import { labelSheet } from '../../../electron/review/label-sheet.ts';
import { pictureFacts } from '../pictures/prepare/facts.ts';

const [width, height] = [596, 842];
const scale = 2;

/** Paints the filled rectangles of each page as a PDF reader does, and leaves text out. */
function painted(pdf: Buffer): Buffer[] {
  const pages = [...pdf.toString('latin1').matchAll(/stream\n([\s\S]*?)\nendstream/g)];
  return pages.map(([, content = '']) => {
    const pixels = Buffer.alloc(width * scale * height * scale, 255);
    let [left, bottom] = [0, 0];
    for (const line of content.split('\n')) {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = line.split(' ').map(Number);
      if (line.endsWith(' cm')) [left, bottom] = [e, f];
      if (!line.endsWith(' re')) continue;
      const [x0, x1] = [left + a, left + a + c].map((x) => Math.round(x * scale)) as [number, number];
      const [y0, y1] = [height - bottom - b - d, height - bottom - b].map((y) => Math.round(y * scale)) as [
        number,
        number,
      ];
      for (let y = y0; y < y1; y += 1) pixels.fill(0, y * width * scale + x0, y * width * scale + x1);
    }
    return pixels;
  });
}

async function codesOn(page: Buffer): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'packshot-labels-'));
  const path = join(folder, 'page.png');
  try {
    const raw = { width: width * scale, height: height * scale, channels: 1 } as const;
    await sharp(page, { raw }).png().toFile(path);
    const facts = pictureFacts({ type: 'png', width: raw.width, height: raw.height });
    const read = await readClues(path, facts, { codes: true, measures: false }, reserveNothing);
    return read.ok ? (read.value.codes ?? []) : [];
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('a sheet of labels', () => {
  it('has a QR code of each SKU, 24 on a page', async () => {
    const labels = Array.from({ length: 27 }, (_, n) => ({ code: `SKU-${n}/a`, name: `Product ${n}` }));
    const [first, second, ...more] = painted(labelSheet(labels));
    expect(more).toEqual([]);
    if (!first || !second) throw new Error('two pages are missing');
    // As many as are read in one picture.
    const found = await codesOn(first);
    expect(found.length).toBeGreaterThan(0);
    for (const code of found) expect(labels.slice(0, 24).map((one) => one.code)).toContain(code);
    expect((await codesOn(second)).toSorted()).toEqual(['SKU-24/a', 'SKU-25/a', 'SKU-26/a']);
  });

  it.each(['A', 'SKU with spaces (1)', 'Größe/Ł-9', 'x'.repeat(200)])('can be read: %s', async (code) => {
    const [page] = painted(labelSheet([{ code, name: '' }]));
    expect(page && (await codesOn(page))).toEqual([code]);
  });

  it('is a PDF whose table says where each object begins', () => {
    const pdf = labelSheet(Array.from({ length: 30 }, (_, n) => ({ code: `${n}`, name: `(${n}) \\ é` })));
    const text = pdf.toString('latin1');
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    const lines = text.slice(start).split('\n');
    expect(lines[0]).toBe('xref');
    const count = Number(lines[1]?.split(' ')[1]);
    for (let number = 1; number < count; number += 1) {
      const offset = Number(lines[2 + number]?.slice(0, 10));
      expect(text.slice(offset).startsWith(`${number} 0 obj\n`)).toBe(true);
    }
    for (const [, length, content] of text.matchAll(/<< \/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g)) {
      expect(content?.length).toBe(Number(length));
    }
  });

  it('writes SKU and name, wrapped, without what would end a text', () => {
    const name = 'Alder (organic) Crew Tee with a very long name in Bottle Green, Łódź edition 茶';
    const text = labelSheet([{ code: 'ALD(2)\\10', name }]).toString('latin1');
    const written = [...text.matchAll(/\((.*)\) Tj/g)].map(([, one]) => one);
    expect(written[0]).toBe(String.raw`ALD\(2\)\\10`);
    expect(written.slice(1).join(' ')).toMatch(/^Alder \\\(organic\\\) Crew Tee with a very long name/);
    for (const line of written.slice(1)) expect(line?.length).toBeLessThan(30);
  });

  it('writes quotation marks, dashes and signs as a product’s name has them', () => {
    const pdf = labelSheet([{ code: '1', name: '“Ünïcode” — €5™' }]);
    const written = [...pdf.toString('latin1').matchAll(/\/F2 .* \((.*)\) Tj/g)].map(([, one = '']) => one);
    const letters = new TextDecoder('windows-1252').decode(Buffer.from(written.join(' '), 'latin1'));
    expect(letters).toBe('“Ünïcode” — €5™');
  });
});
