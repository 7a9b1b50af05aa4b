import { grownLength, roomForInts } from './array-room.ts';

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
    this.reserve(1, list.length);
    this.values.set(list, this.size);
    this.size += list.length;
    this.ends[++this.count] = this.size;
  }

  /** Adds the lists of others behind its own, each value as `here` names it where that is given. */
  append({ values, ends }: RaggedParts, here?: (value: number) => number): void {
    this.reserve(ends.length - 1, values.length);
    this.values.set(values, this.size);
    if (here)
      for (let at = this.size; at < this.size + values.length; at++) this.values[at] = here(this.values[at]);
    for (let at = 1; at < ends.length; at++) this.ends[++this.count] = this.size + ends[at];
    this.size += values.length;
  }

  /** Puts the lists from a record on in ascending order each. */
  sortFrom(record: number): void {
    for (let at = record; at < this.count; at++) sortPart(this.values, this.ends[at], this.ends[at + 1]);
  }

  private reserve(lists: number, values: number): void {
    if (this.size + values > this.values.length) {
      const grown = roomForInts(Math.max(grownLength(this.values.length), this.size + values));
      grown.set(this.values);
      this.values = grown;
    }
    if (this.count + lists >= this.ends.length) {
      const grown = roomForInts(Math.max(grownLength(this.ends.length), this.count + lists + 1));
      grown.set(this.ends);
      this.ends = grown;
    }
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

/** Longer ones are left to the engine's own sort. */
const insertedMax = 64;

/** Sorts places [from, to) of an array; most lists are short and nearly in order. */
function sortPart(values: Int32Array, from: number, to: number): void {
  if (to - from > insertedMax) {
    values.subarray(from, to).sort();
    return;
  }
  for (let taken = from + 1; taken < to; taken++) {
    const value = values[taken];
    let at = taken;
    for (; at > from && values[at - 1] > value; at--) values[at] = values[at - 1];
    values[at] = value;
  }
}

let scratch = new Int32Array(1024);

/** Ascending and without repetition. */
export function sortedDistinct(list: ArrayLike<number>): Int32Array {
  const { length } = list;
  if (scratch.length < length) scratch = new Int32Array(2 * length);
  for (let at = 0; at < length; at++) scratch[at] = list[at];
  sortPart(scratch, 0, length);
  let kept = 0;
  for (let at = 0; at < length; at++)
    if (at === 0 || scratch[at] !== scratch[kept - 1]) scratch[kept++] = scratch[at];
  return scratch.slice(0, kept);
}
