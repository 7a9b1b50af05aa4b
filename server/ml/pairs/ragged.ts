/** Larger than every id: what stands behind the end of a list when two are walked side by side. */
export const idEnd = 0x7fffffff;

/** Lists of integers of many records in two typed arrays: no object a record, so a million records fit. */
export class Ragged {
  private values = new Int32Array(1024);
  private ends = new Int32Array(256);
  private size = 0;
  count = 0;

  /** Adds the list of the next record. */
  push(list: ArrayLike<number>): void {
    if (this.size + list.length > this.values.length) {
      const grown = new Int32Array(Math.max(this.values.length * 2, this.size + list.length));
      grown.set(this.values);
      this.values = grown;
    }
    if (this.count + 1 >= this.ends.length) {
      const grown = new Int32Array(this.ends.length * 2);
      grown.set(this.ends);
      this.ends = grown;
    }
    this.values.set(list, this.size);
    this.size += list.length;
    this.ends[++this.count] = this.size;
  }

  /** The list of a record; a view. */
  of(record: number): Int32Array {
    return this.values.subarray(this.ends[record], this.ends[record + 1]);
  }

  get data(): Int32Array {
    return this.values;
  }

  start(record: number): number {
    return this.ends[record];
  }

  end(record: number): number {
    return this.ends[record + 1];
  }
}

/** Ascending and without repetition. */
export function sortedDistinct(list: Iterable<number>): Int32Array {
  const sorted = Int32Array.from(new Set(list)).sort();
  return sorted;
}
