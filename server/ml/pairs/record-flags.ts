/** A set of records as bytes that threads can share: a quarter of a million of them take no object each. */
export class RecordFlags {
  private flags: Uint8Array;
  size = 0;

  /** @param flags one byte a record, as `bytes` of another gives them */
  constructor(flags: Uint8Array = new Uint8Array(new SharedArrayBuffer(1024))) {
    this.flags = flags;
  }

  static of(records: Iterable<number>): RecordFlags {
    const flags = new RecordFlags();
    for (const record of records) flags.add(record);
    return flags;
  }

  get bytes(): Uint8Array {
    return this.flags;
  }

  has(record: number): boolean {
    return this.flags[record] === 1;
  }

  add(record: number): void {
    if (this.has(record)) return;
    if (record >= this.flags.length) {
      const grown = new Uint8Array(new SharedArrayBuffer(Math.max(2 * this.flags.length, record + 1)));
      grown.set(this.flags);
      this.flags = grown;
    }
    this.flags[record] = 1;
    this.size++;
  }
}
