import { createTimeSlicer } from '../../util/time-slicer.ts';
import { JsonShapeCounter, type JsonShape } from './json-shape.ts';

/** Of a failure, this many characters at least are kept; the store's words are looked for in fewer. */
const maxFailureText = 16 * 1024;

export interface AnswerText {
  /** Empty for a success that is not read to its end. */
  text: string;
  /** More bytes came than are read, and the rest is still on its way. */
  isTooLong: boolean;
  /** Of a success. Once it is not usual, the rest is not read either. */
  shape: JsonShape;
}

/**
 * Reads the body of an answer chunk by chunk, in slices. Joining and decoding a whole body at its end held the process
 * for a tenth of a second, and nothing of a body that is not used should be kept. `maxBytes`: after decompression.
 */
export async function readAnswerText(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
  isSuccess: () => boolean,
): Promise<AnswerText> {
  const slicer = createTimeSlicer();
  const decoder = new TextDecoder();
  const counter = new JsonShapeCounter();
  const pieces: string[] = [];
  let bytes = 0;
  let length = 0;
  let shape: JsonShape = 'usual';
  const cutOff = (isTooLong: boolean): AnswerText => ({
    text: isSuccess() ? '' : pieces.join(''),
    isTooLong,
    shape,
  });
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > maxBytes) return cutOff(true);
    if (isSuccess()) shape = counter.see(chunk);
    if (shape !== 'usual') return cutOff(false);
    if (isSuccess() || length < maxFailureText) {
      const piece = decoder.decode(chunk, { stream: true });
      length += piece.length;
      pieces.push(piece);
    }
    if (slicer.isDue()) await slicer.yieldToEventLoop();
  }
  pieces.push(decoder.decode());
  return { text: pieces.join(''), isTooLong: false, shape };
}
