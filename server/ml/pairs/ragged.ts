/** Larger than every id: what stands behind the end of a list when two are walked side by side. */
export const idEnd = 0x7fffffff;

export interface RaggedParts {
  /** All lists in a row. */
  values: Int32Array;
  /** Where each list ends, after a 0: one more than there are lists. */
  ends: Int32Array;
}

/** Lists of integers of many records in two typed arrays: no object a record, so a million records fit. */
export class Ragged {
  private values: Int32Array;
  private ends: Int32Array = new Int32Array(256);
  private size = 0;
  count = 0;

  /** Lists that were built before, over their arrays. */
  static over({ values, ends }: RaggedParts): Ragged {
    const lists = new Ragged(0);
    lists.values = values;
    lists.ends = ends;
    lists.count = ends.length - 1;
    lists.size = ends[lists.count];
    return lists;
  }

  /** @param room values that fit before the arrays grow */
  constructor(room = 1024) {
    this.values = new Int32Array(room);
  }

  /** Views of what is held. */
  get parts(): RaggedParts {
    return { values: this.values.subarray(0, this.size), ends: this.ends.subarray(0, this.count + 1) };
  }

  /** Adds the list of the next record. */
  push(list: ArrayLike<number>): void {
    if (this.size + list.length > this.values.length) {
      const grown = new Int32Array(Math.max(grownLength(this.values.length), this.size + list.length));
      grown.set(this.values);
      this.values = grown;
    }
    if (this.count + 1 >= this.ends.length) {
      const grown = new Int32Array(grownLength(this.ends.length));
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

/** Twice as long while small, half as long again when large: a million records must not leave half of their room empty. */
function grownLength(length: number): number {
  return Math.max(1024, length < 1 << 24 ? 2 * length : length + (length >> 1));
}

/** Ascending and without repetition. */
export function sortedDistinct(list: Iterable<number>): Int32Array {
  const sorted = Int32Array.from(new Set(list)).sort();
  return sorted;
}
