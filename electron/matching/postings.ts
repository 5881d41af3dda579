/** Lists of numbers by a key that is a number, as the products that have a word by the word's hash. */
export interface Postings {
  /** How many different keys there are. */
  readonly size: number;
  /** The numbers added with a key, in the order they were added. Empty for an unknown key. */
  get: (key: number) => Int32Array;
}

/** Pairs in one chunk. A chunk is one step and takes about a millisecond. */
const maxPairs = 4_096;
const minPairs = 128;

const none = new Int32Array(0);

/**
 * Collects pairs of a key and a number, both of 32 bits, and makes postings of them. Typed arrays take a tenth of the
 * memory of a Map of arrays, and the garbage collector doesn't look into them.
 */
export class PostingsBuilder {
  /** Key, number, key, number ... */
  readonly #chunks: Int32Array[] = [];
  #last = none;
  #used = 0;

  add(key: number, value: number): void {
    if (this.#used === this.#last.length) this.#addChunk();
    this.#last[this.#used] = key;
    this.#last[this.#used + 1] = value;
    this.#used += 2;
  }

  /**
   * Counts the numbers of each key, then puts them behind one another. A number added twice in a row with one key
   * counts once.
   */
  *build(): Generator<void, Postings> {
    const table = new KeyTable();
    let counts = new Int32Array(minPairs);
    let latest = new Int32Array(minPairs);
    for (const chunk of this.#chunks) {
      yield* table.makeRoomFor(chunk.length / 2);
      if (counts.length < table.size + chunk.length / 2) {
        counts = lengthened(counts, table.size + chunk.length / 2);
        yield;
        latest = lengthened(latest, counts.length);
        yield;
      }
      const end = this.#endOf(chunk);
      for (let at = 0; at < end; at += 2) {
        const place = table.add(chunk[at] ?? 0);
        const value = chunk[at + 1] ?? 0;
        const isAgain = (counts[place] ?? 0) > 0 && latest[place] === value;
        // From here on the place stands for the key.
        chunk[at] = isAgain ? -1 : place;
        if (isAgain) continue;
        latest[place] = value;
        counts[place] = (counts[place] ?? 0) + 1;
      }
      yield;
    }
    const starts = new Int32Array(table.size + 1);
    for (let place = 0; place < table.size; place += 1) {
      starts[place + 1] = (starts[place] ?? 0) + (counts[place] ?? 0);
      if (place % maxPairs === maxPairs - 1) yield;
    }
    const values = new Int32Array(starts[table.size] ?? 0);
    const ends = starts.slice();
    for (const chunk of this.#chunks) {
      const end = this.#endOf(chunk);
      for (let at = 0; at < end; at += 2) {
        const place = chunk[at] ?? -1;
        if (place < 0) continue;
        const free = ends[place] ?? 0;
        values[free] = chunk[at + 1] ?? 0;
        ends[place] = free + 1;
      }
      yield;
    }
    this.#chunks.length = 0;
    return {
      size: table.size,
      get(key) {
        // Keys are kept with 32 bits.
        const place = table.find(key | 0);
        return place < 0 ? none : values.subarray(starts[place], starts[place + 1]);
      },
    };
  }

  #addChunk(): void {
    const pairs = Math.min(maxPairs, Math.max(minPairs, this.#last.length));
    this.#last = new Int32Array(2 * pairs);
    this.#chunks.push(this.#last);
    this.#used = 0;
  }

  #endOf(chunk: Int32Array): number {
    return chunk === this.#last ? this.#used : chunk.length;
  }
}

/** Keys and the order in which they came, by open addressing. At most half of the slots are taken. */
class KeyTable {
  #keys = new Int32Array(minPairs);
  /** A key's place plus one; 0 for a free slot. */
  #slots = new Int32Array(2 * minPairs);
  #shift = 32 - Math.log2(2 * minPairs);
  size = 0;

  /** Grows in small steps: a rehash of a million keys would hold everything up. */
  *makeRoomFor(more: number): Generator<void> {
    const wanted = this.size + more;
    if (wanted <= this.#keys.length) return;
    let length = this.#keys.length;
    while (length < wanted) length *= 2;
    this.#keys = lengthened(this.#keys, length);
    yield;
    this.#slots = new Int32Array(2 * length);
    this.#shift = 32 - Math.log2(2 * length);
    for (let place = 0; place < this.size; place += 1) {
      this.#slots[this.#slotOf(this.#keys[place] ?? 0)] = place + 1;
      if (place % maxPairs === maxPairs - 1) yield;
    }
    yield;
  }

  /** The place of a key, which is added where it is new; there has to be room. */
  add(key: number): number {
    const slot = this.#slotOf(key);
    const known = this.#slots[slot] ?? 0;
    if (known > 0) return known - 1;
    this.#keys[this.size] = key;
    this.size += 1;
    this.#slots[slot] = this.size;
    return this.size - 1;
  }

  /** The place of a key; -1 for an unknown one. */
  find(key: number): number {
    return (this.#slots[this.#slotOf(key)] ?? 0) - 1;
  }

  /** The slot that has the key, or the free one where it belongs. */
  #slotOf(key: number): number {
    const mask = this.#slots.length - 1;
    // Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4): near keys lie apart.
    let slot = Math.imul(key, 0x9e3779b1) >>> this.#shift;
    for (;;) {
      const place = this.#slots[slot] ?? 0;
      if (place === 0 || this.#keys[place - 1] === key) return slot;
      slot = (slot + 1) & mask;
    }
  }
}

function lengthened(array: Int32Array, min: number): Int32Array<ArrayBuffer> {
  let { length } = array;
  while (length < min) length *= 2;
  const longer = new Int32Array(length);
  longer.set(array);
  return longer;
}
