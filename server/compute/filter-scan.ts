/**
 * A filter over all pairs of many listings. Rows lie in shared memory in blocks, part by part; threads take pairs of blocks
 * until none is left. What comes out are the pairs that go on, as numbers, at most as many as there is room for.
 */
import { filterVersion } from '#server/ml/filter/filter-facts.ts';
import { FilterRows, partAt, type RowPart, rowLength, rowParts } from '#server/ml/filter/filter-rows.ts';
import { type FilterTree, passes } from '#server/ml/filter/filter-tree.ts';
import {
  filterBlockBytes,
  filterBlockRows,
  filterKernelText,
  planeAt,
} from '#server/ml/wasm/filter-kernel.ts';
import { wasmModule } from './wasm-module.ts';

const pageBytes = 65_536;
const pagesMax = 65_536;
/** Places that one listing finds in one block; each thread writes them to a place of its own. */
const foundBytes = 4 * filterBlockRows;
const threadsMax = 64;
const blocksFrom = foundBytes * threadsMax;
const parts = Object.keys(rowParts) as RowPart[];

type Scan = (
  ownBlock: number,
  ownPlace: number,
  block: number,
  from: number,
  end: number,
  out: number,
) => number;

/** What threads need to look into the same rows. */
export interface SharedRows {
  module: WebAssembly.Module | null;
  memory: WebAssembly.Memory;
  tree: FilterTree;
  count: number;
  /** The next pair of blocks that nobody has taken. */
  taken: Int32Array;
}

export interface PassedPairs {
  /** Rows of each pair, the smaller first, by turns: no more than there was room for. */
  pairs: Int32Array;
  /** How many went on. */
  passed: number;
}

const blockAt = (block: number): number => blocksFrom + block * filterBlockBytes;

export class FilterScan {
  private readonly shared: SharedRows;
  private readonly scan: Scan | null;
  private readonly out: number;

  private constructor(shared: SharedRows, thread: number) {
    this.shared = shared;
    this.out = foundBytes * (thread % threadsMax);
    const { module, memory } = shared;
    const instance = module && new WebAssembly.Instance(module, { kernel: { memory } });
    this.scan = instance ? (instance.exports.scan as Scan) : null;
  }

  /** Puts rows where threads can look at them. Throws RangeError beyond 4 GiB, some 15 million listings. */
  static async open(tree: FilterTree, rows: FilterRows): Promise<FilterScan> {
    const blocks = Math.ceil(rows.count / filterBlockRows);
    const pages = Math.ceil(blockAt(blocks) / pageBytes);
    if (pages > pagesMax) throw new RangeError(`${rows.count} listings do not fit the filter's memory`);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    const bytes = new Uint8Array(memory.buffer);
    for (let row = 0; row < rows.count; row++) {
      const [block, place] = [blockAt(Math.floor(row / filterBlockRows)), row % filterBlockRows];
      const own = rows.rowBytes(row);
      for (const part of parts)
        bytes.set(
          own.subarray(partAt[part], partAt[part] + rowParts[part]),
          block + planeAt(part) + place * rowParts[part],
        );
    }
    const module = await wasmModule(`${filterVersion} ${JSON.stringify(tree)}`, filterKernelText(tree));
    const taken = new Int32Array(new SharedArrayBuffer(4));
    return new FilterScan({ module, memory, tree, count: rows.count, taken }, 0);
  }

  /** Looks into the rows of another. `thread` tells those apart that look at the same time. */
  static over(shared: SharedRows, thread: number): FilterScan {
    return new FilterScan(shared, thread);
  }

  share(): SharedRows {
    return this.shared;
  }

  /** Takes pairs of blocks that nobody has taken, to the last. */
  run(pairsMax: number): PassedPairs {
    const { count, taken, memory } = this.shared;
    const blocks = Math.ceil(count / filterBlockRows);
    const found = new Int32Array(memory.buffer, this.out, filterBlockRows);
    let pairs = new Int32Array(Math.min(2 * pairsMax, 8192));
    let passed = 0;
    for (let unit = Atomics.add(taken, 0, 1); unit < blocks * blocks; unit = Atomics.add(taken, 0, 1)) {
      const [block, other] = [Math.floor(unit / blocks), unit % blocks];
      if (other < block) continue;
      const first = block * filterBlockRows;
      const rows = Math.min(filterBlockRows, count - first);
      const otherFirst = other * filterBlockRows;
      const end = Math.min(filterBlockRows, count - otherFirst);
      for (let place = 0; place < rows; place++) {
        const more = this.scanBlock(block, place, other, block === other ? place + 1 : 0, end);
        for (let at = 0; at < more && passed + at < pairsMax; at++) {
          const to = 2 * (passed + at);
          if (to >= pairs.length) {
            const grown = new Int32Array(Math.min(2 * pairsMax, 2 * pairs.length));
            grown.set(pairs);
            pairs = grown;
          }
          pairs[to] = first + place;
          pairs[to + 1] = otherFirst + found[at];
        }
        passed += more;
      }
    }
    return { pairs: pairs.slice(0, 2 * Math.min(passed, pairsMax)), passed };
  }

  private scanBlock(block: number, place: number, other: number, from: number, end: number): number {
    if (this.scan) return this.scan(blockAt(block), place, blockAt(other), from, end, this.out);
    return this.plainBlock(block, place, other, from, end);
  }

  /** What the kernel computes, where there are no vectors. */
  plainBlock(block: number, place: number, other: number, from: number, end: number): number {
    const found = new Int32Array(this.shared.memory.buffer, this.out, filterBlockRows);
    const rows = new FilterRows(end + 1);
    rows.addBytes(this.read(block, place));
    let count = 0;
    for (let at = 0; at < end; at++) rows.addBytes(this.read(other, at));
    for (let at = from; at < end; at++) if (passes(this.shared.tree, rows, 0, at + 1)) found[count++] = at;
    return count;
  }

  private read(block: number, place: number): Uint8Array {
    const bytes = new Uint8Array(this.shared.memory.buffer);
    const row = new Uint8Array(rowLength);
    for (const part of parts) {
      const from = blockAt(block) + planeAt(part) + place * rowParts[part];
      row.set(bytes.subarray(from, from + rowParts[part]), partAt[part]);
    }
    return row;
  }
}
