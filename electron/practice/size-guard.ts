import { Transform } from 'node:stream';
import type { TransformCallback } from 'node:stream';

/** Passes bytes up to a limit; one more destroys the stream and sets `isFull`. */
export class SizeGuard extends Transform {
  readonly #maxBytes: number;
  #passed = 0;
  isFull = false;

  constructor(maxBytes: number) {
    super();
    this.#maxBytes = maxBytes;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#passed += chunk.length;
    this.isFull = this.#passed > this.#maxBytes;
    if (this.isFull) done(new Error(`More than ${this.#maxBytes} bytes`));
    else done(null, chunk);
  }
}
