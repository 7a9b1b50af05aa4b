/**
 * Columns of a feature in every block by one look-up: an open-addressing table whose entries hold a hash and its column in
 * each block beside each other, so that a feature costs one miss of the processor's cache instead of one a block.
 */
import { HashIndex } from '../text/hash-index.ts';

/** Where an entry has no hash yet, behind it stands this instead of a column. */
const free = -2;

/** A table that threads share without a copy. */
export interface ColumnEntries {
  /** Entries: a hash, then its column in each block; −1 where the block does not know it. */
  entries: Int32Array;
  blockCount: number;
}

/**
 * @param blocks feature hash → place within the block
 * @param starts first column of each block
 */
export function makeColumnEntries(blocks: readonly HashIndex[], starts: readonly number[]): ColumnEntries {
  const all = new HashIndex(Math.max(0, ...blocks.map((block) => block.size)));
  for (const block of blocks) for (const hash of block.hashes()) all.add(hash);
  let capacity = 16;
  while (capacity < all.size * 2) capacity *= 2;
  const width = blocks.length + 1;
  const entries = new Int32Array(new SharedArrayBuffer(4 * capacity * width)).fill(free);
  const table = new ColumnTable({ entries, blockCount: blocks.length });
  blocks.forEach((block, at) => {
    block.hashes().forEach((hash, place) => {
      table.set(hash, at, starts[at] + place);
    });
  });
  return { entries, blockCount: blocks.length };
}

export class ColumnTable {
  readonly entries: Int32Array;
  private readonly mask: number;
  private readonly width: number;
  protected touched = 0;

  constructor({ entries, blockCount }: ColumnEntries) {
    this.entries = entries;
    this.width = blockCount + 1;
    this.mask = entries.length / this.width - 1;
  }

  /** Names a feature's column in a block. */
  set(hash: number, block: number, column: number): void {
    const entry = this.slotOf(hash | 0);
    if (this.entries[entry + 1] === free) {
      this.entries[entry] = hash;
      this.entries.fill(-1, entry + 1, entry + this.width);
    }
    this.entries[entry + 1 + block] = column;
  }

  /**
   * Reads the entries of hashes that are looked for next, one after the other: a table of megabytes is waited for at each
   * look-up, and a processor waits for many at a time where nothing depends on them.
   */
  touch(hashes: Uint32Array, count: number): void {
    const { entries, mask, width } = this;
    let touched = 0;
    for (let at = 0; at < count; at++) touched |= entries[(hashes[at] & mask) * width];
    // Kept, or the compiler may leave the reads out.
    this.touched = touched;
  }

  /** Place in `entries` of a feature's column in the first block; −1 where no block knows it. */
  find(hash: number): number {
    const entry = this.slotOf(hash | 0);
    return this.entries[entry + 1] === free ? -1 : entry + 1;
  }

  private slotOf(hash: number): number {
    const { entries, mask, width } = this;
    let slot = hash & mask;
    while (entries[slot * width + 1] !== free && entries[slot * width] !== hash) slot = (slot + 1) & mask;
    return slot * width;
  }
}

/** Columns in the order in which they were met. */
export class ColumnList {
  columns = new Int32Array(256);
  size = 0;

  add(column: number): void {
    if (this.size === this.columns.length) {
      const grown = new Int32Array(2 * this.size);
      grown.set(this.columns);
      this.columns = grown;
    }
    this.columns[this.size++] = column;
  }
}
