import { clipboard, ClipboardItem } from 'electron';

/** Puts a picture on the clipboard, given as PNG. */
export async function writePicture(png: Uint8Array<ArrayBuffer>): Promise<void> {
  await clipboard.write([new ClipboardItem({ 'image/png': new Blob([png], { type: 'image/png' }) })]);
}
