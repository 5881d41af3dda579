import type { ReadAt } from '../reader.ts';
import { readMainItem, type MainItem } from './heif-main-item.ts';
import { hdrPhoto } from './rare-kind.ts';
import { isHdr } from './colour-numbers.ts';

/** Sources: ISO/IEC 23008-12, annexes B to H; ISO/IEC 23001-17. */
const codings: Readonly<Record<string, string | undefined>> = {
  unci: 'an uncompressed HEIF image',
  jpeg: 'a HEIF image with a JPEG inside',
  j2k1: 'a HEIF image with a JPEG 2000 inside',
  avc1: 'a HEIF image coded as H.264',
  vvc1: 'a HEIF image coded as H.266',
  evc1: 'a HEIF image coded as EVC',
  mski: 'a HEIF file that holds only a mask',
  tmap: 'a HEIF image with a gain map only',
};
const decoded: ReadonlySet<string> = new Set(['hvc1', 'av01']);

/** The main picture of a HEIC or AVIF file, and its kind if decoders don't know it. */
export interface HeifContent {
  rare: string | null;
  /** Null if the file doesn't say it, or can't be read. */
  main: MainItem | null;
}

export async function readHeifContent(read: ReadAt, totalBytes: number): Promise<HeifContent> {
  const head = await read(8, 4);
  const brand = new TextDecoder('latin1').decode(head);
  // Such a file may also have a still picture, but the decoder can't open it.
  if (brand === 'avis') return { rare: 'an animated AVIF', main: null };
  const main = await readMainItem(read, totalBytes);
  if (main === null) {
    const isFilm = brand === 'msf1' || brand === 'hevc' || brand === 'hevx';
    return { rare: isFilm ? 'a sequence of HEIF images' : null, main };
  }
  const { coding, colours } = main;
  if (colours !== null && isHdr(colours[1])) return { rare: hdrPhoto, main };
  if (decoded.has(coding)) {
    // Decoders disagree: libheif turns only the colours, browsers turn both.
    return { rare: main.hasLooseAlpha ? 'a HEIF image turned without its transparency' : null, main };
  }
  const isName = /^[\w ]{4}$/.test(coding);
  return {
    rare: codings[coding] ?? `a HEIF image coded as ${isName ? coding.trim() : 'something unknown'}`,
    main,
  };
}
