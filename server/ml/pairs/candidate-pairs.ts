/** Candidate pairs of many listings as sorted numbers: ten million of them take 80 MB, where a map would take a gigabyte. */

export interface CatalogCandidates {
  /** Records; left < right, ascending. */
  left: Int32Array;
  right: Int32Array;
  /** Bits of `source`. */
  sources: Uint8Array;
}

/** Room for the bits of `source` below a pair. */
const sourceValues = 32;

export class CandidatePairs {
  private keys = new Float64Array(1024);
  private size = 0;
  private readonly records: number;

  /** @param records pairs are of records 0…records−1; their square times 32 must fit 2^53 (16 million) */
  constructor(records: number) {
    this.records = records;
  }

  add(one: number, other: number, sources: number): void {
    if (this.size === this.keys.length) {
      const grown = new Float64Array(2 * this.size);
      grown.set(this.keys);
      this.keys = grown;
    }
    const pair = Math.min(one, other) * this.records + Math.max(one, other);
    this.keys[this.size++] = pair * sourceValues + sources;
  }

  /** What was added, ascending, each pair once with all of its sources. */
  sorted(): Float64Array {
    return unite(this.keys.subarray(0, this.size).sort());
  }
}

/** Of ascending keys, makes one of those that differ in sources alone; in place. */
function unite(keys: Float64Array): Float64Array {
  let kept = 0;
  for (const key of keys) {
    const before = kept > 0 ? keys[kept - 1] : -1;
    if (before >= 0 && Math.floor(before / sourceValues) === Math.floor(key / sourceValues))
      keys[kept - 1] = before - (before % sourceValues) + ((before % sourceValues) | (key % sourceValues));
    else keys[kept++] = key;
  }
  return keys.subarray(0, kept);
}

/** One list of pairs from those that several threads found. */
export function uniteCandidates(parts: readonly Float64Array[], records: number): CatalogCandidates {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  const keys = parts.length === 1 ? all : unite(all.sort());
  const found: CatalogCandidates = {
    left: new Int32Array(keys.length),
    right: new Int32Array(keys.length),
    sources: new Uint8Array(keys.length),
  };
  keys.forEach((key, place) => {
    const pair = Math.floor(key / sourceValues);
    found.left[place] = Math.floor(pair / records);
    found.right[place] = pair % records;
    found.sources[place] = key % sourceValues;
  });
  return found;
}
