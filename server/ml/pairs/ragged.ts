import { roomForInts } from './array-room.ts';

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
  private ends: Int32Array = roomForInts(256);
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
    this.values = roomForInts(room);
  }

  /** Views of what is held. */
  get parts(): RaggedParts {
    return { values: this.values.subarray(0, this.size), ends: this.ends.subarray(0, this.count + 1) };
  }

  /** Adds the list of the next record. */
  push(list: ArrayLike<number>): void {
    if (this.size + list.length > this.values.length) {
      const grown = roomForInts(Math.max(grownLength(this.values.length), this.size + list.length));
      grown.set(this.values);
      this.values = grown;
    }
    if (this.count + 1 >= this.ends.length) {
      const grown = roomForInts(grownLength(this.ends.length));
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

let scratch = new Int32Array(1024);

/** Ascending and without repetition. */
export function sortedDistinct(list: ArrayLike<number>): Int32Array {
  const { length } = list;
  if (scratch.length < length) scratch = new Int32Array(2 * length);
  for (let at = 0; at < length; at++) scratch[at] = list[at];
  const sorted = scratch.subarray(0, length).sort();
  let kept = 0;
  for (let at = 0; at < length; at++)
    if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[kept++] = sorted[at];
  return sorted.slice(0, kept);
}
