/**
 * The graph of pairs with a first p each: pairs that share a strong neighbour are candidates too, and how many strong
 * neighbours two records share tells more than their own likeness. Both only look at strong edges, at most `degreeMax` a
 * record, so that clumps cost in proportion.
 */

export interface WeightedPairs {
  left: Int32Array;
  right: Int32Array;
  p: ArrayLike<number>;
}

const degreeMax = 40;

/** Strong edges of every record, strongest first. */
export class PairGraph {
  private readonly starts: Int32Array;
  private readonly others: Int32Array;
  private readonly weights: Float32Array;

  /** @param pMin weaker edges are left out */
  constructor(pairs: WeightedPairs, records: number, pMin: number) {
    const edges: number[] = [];
    for (let at = 0; at < pairs.left.length; at++) if (pairs.p[at] >= pMin) edges.push(at);
    // Strongest first, ties by place: what a full list leaves out does not depend on chance.
    edges.sort((x, y) => pairs.p[y] - pairs.p[x] || x - y);
    const degrees = new Int32Array(records);
    const kept = edges.filter((edge) => {
      const [a, b] = [pairs.left[edge], pairs.right[edge]];
      if (degrees[a] >= degreeMax || degrees[b] >= degreeMax) return false;
      degrees[a]++;
      degrees[b]++;
      return true;
    });
    this.starts = new Int32Array(records + 1);
    for (let record = 0; record < records; record++)
      this.starts[record + 1] = this.starts[record] + degrees[record];
    const next = this.starts.slice(0, records);
    this.others = new Int32Array(2 * kept.length);
    this.weights = new Float32Array(2 * kept.length);
    const put = (from: number, to: number, weight: number): void => {
      this.others[next[from]] = to;
      this.weights[next[from]++] = weight;
    };
    for (const edge of kept) {
      put(pairs.left[edge], pairs.right[edge], pairs.p[edge]);
      put(pairs.right[edge], pairs.left[edge], pairs.p[edge]);
    }
  }

  /** Pairs two strong edges apart: for each record those with the best product first, at most `perRecordMax`. */
  twoSteps(records: number, perRecordMax: number): { left: Int32Array; right: Int32Array } {
    const left: number[] = [];
    const right: number[] = [];
    const strength = new Float32Array(records);
    for (let record = 0; record < records; record++) {
      const reached = this.reach(record, strength);
      const best = reached.sort((x, y) => strength[y] - strength[x] || x - y).slice(0, perRecordMax);
      for (const other of best) {
        left.push(Math.min(record, other));
        right.push(Math.max(record, other));
      }
      for (const other of reached) strength[other] = 0;
    }
    return { left: Int32Array.from(left), right: Int32Array.from(right) };
  }

  /** Records two steps away; `strength` takes the best product on the way there. */
  private reach(record: number, strength: Float32Array): number[] {
    const reached: number[] = [];
    for (let one = this.starts[record]; one < this.starts[record + 1]; one++) {
      const middle = this.others[one];
      for (let two = this.starts[middle]; two < this.starts[middle + 1]; two++) {
        const other = this.others[two];
        if (other === record) continue;
        const product = this.weights[one] * this.weights[two];
        if (strength[other] === 0) reached.push(other);
        if (product > strength[other]) strength[other] = product;
      }
    }
    return reached;
  }

  /** Writes the three features of `pairGraphFeatures` of (a, b). */
  write(a: number, b: number, out: Float32Array, at: number): void {
    let shared = 0;
    let agreeing = 0;
    let all = 0;
    for (let one = this.starts[a]; one < this.starts[a + 1]; one++) {
      const other = this.others[one];
      if (other === b) continue;
      all += this.weights[one];
      for (let two = this.starts[b]; two < this.starts[b + 1]; two++) {
        if (this.others[two] !== other) continue;
        shared += this.weights[one] * this.weights[two];
        agreeing += Math.min(this.weights[one], this.weights[two]);
      }
    }
    for (let two = this.starts[b]; two < this.starts[b + 1]; two++)
      if (this.others[two] !== a) all += this.weights[two];
    out[at] = shared;
    out[at + 1] = all > 0 ? (2 * agreeing) / all : Number.NaN;
    out[at + 2] = all;
  }
}

export const pairGraphFeatures = ['neighbours shared', 'share of neighbours shared', 'neighbours'] as const;
