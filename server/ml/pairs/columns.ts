/** Growing columns of numbers, one a record, in memory that threads can share. */
import { grownLength, roomForDoubles, roomForInts } from './array-room.ts';

const firstRoom = 256;

class Column<Numbers extends Int32Array | Float64Array> {
  private readonly roomFor: (length: number) => Numbers;
  private values: Numbers;
  count: number;

  /** @param values what the column holds at first; as it is, not copied */
  constructor(roomFor: (length: number) => Numbers, values: Numbers | undefined) {
    this.roomFor = roomFor;
    this.values = values ?? roomFor(firstRoom);
    this.count = values?.length ?? 0;
  }

  /** The values and, behind them, room. */
  get data(): Numbers {
    return this.values;
  }

  /** A view of what is held. */
  get parts(): Numbers {
    return this.values.subarray(0, this.count) as Numbers;
  }

  push(value: number): void {
    if (this.count === this.values.length) this.grow(this.count + 1);
    this.values[this.count++] = value;
  }

  append(values: Numbers): void {
    if (this.count + values.length > this.values.length) this.grow(this.count + values.length);
    this.values.set(values, this.count);
    this.count += values.length;
  }

  private grow(needed: number): void {
    const grown = this.roomFor(Math.max(needed, grownLength(this.values.length)));
    grown.set(this.values);
    this.values = grown;
  }
}

export class IntColumn extends Column<Int32Array> {
  constructor(values?: Int32Array) {
    super(roomForInts, values);
  }
}

/** Numbers of eight bytes. */
export class DoubleColumn extends Column<Float64Array> {
  constructor(values?: Float64Array) {
    super(roomForDoubles, values);
  }
}
