/** Growing columns of numbers, one a record, in memory that threads can share. */
import { grownLength, roomForDoubles, roomForInts } from './array-room.ts';

const firstRoom = 256;

export class IntColumn {
  private values: Int32Array;
  count: number;

  /** @param values what the column holds at first; as it is, not copied */
  constructor(values?: Int32Array) {
    this.values = values ?? roomForInts(firstRoom);
    this.count = values?.length ?? 0;
  }

  /** The values and, behind them, room. */
  get data(): Int32Array {
    return this.values;
  }

  /** A view of what is held. */
  get parts(): Int32Array {
    return this.values.subarray(0, this.count);
  }

  push(value: number): void {
    if (this.count === this.values.length) this.grow(this.count + 1);
    this.values[this.count++] = value;
  }

  append(values: Int32Array): void {
    if (this.count + values.length > this.values.length) this.grow(this.count + values.length);
    this.values.set(values, this.count);
    this.count += values.length;
  }

  private grow(needed: number): void {
    const grown = roomForInts(Math.max(needed, grownLength(this.values.length)));
    grown.set(this.values);
    this.values = grown;
  }
}

/** The same of numbers of eight bytes. */
export class DoubleColumn {
  private values: Float64Array;
  count: number;

  constructor(values?: Float64Array) {
    this.values = values ?? roomForDoubles(firstRoom);
    this.count = values?.length ?? 0;
  }

  get data(): Float64Array {
    return this.values;
  }

  get parts(): Float64Array {
    return this.values.subarray(0, this.count);
  }

  push(value: number): void {
    if (this.count === this.values.length) this.grow(this.count + 1);
    this.values[this.count++] = value;
  }

  append(values: Float64Array): void {
    if (this.count + values.length > this.values.length) this.grow(this.count + values.length);
    this.values.set(values, this.count);
    this.count += values.length;
  }

  private grow(needed: number): void {
    const grown = roomForDoubles(Math.max(needed, grownLength(this.values.length)));
    grown.set(this.values);
    this.values = grown;
  }
}
