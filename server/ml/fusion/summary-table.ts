/** What is kept of a row's answer, and many of them packed: a table that threads write to without a copy. */

/** Classes of the leaf that a summary keeps the p of: beyond them p is too small to be the best other. */
export const strongestKept = 8;
/** First answers of a level that are kept. */
export const topKept = 5;
/** Heads whose own opinion is shown. */
export const opinionHeads = ['text', 'image'];

/** Enough of a row's answer for its suggestion: a hundredth of all scores. */
export interface Summary {
  /** First answers at the leaf, best first, and their p before calibration. */
  top: number[];
  topP: number[];
  /** Calibrated p of the first. */
  first: number;
  depthOk: number;
  entropy: number;
  opinions: { name: string; label: number; p: number }[];
  disagreement: number | null;
  /** Classes of largest p at the leaf, and p of the given one. */
  strongest: number[];
  strongestP: number[];
  given: number | null;
  pGiven: number;
}

const none = -1;
/** Places within a row. */
const at = {
  top: 0,
  topP: topKept,
  strongest: 2 * topKept,
  strongestP: 2 * topKept + strongestKept,
  opinions: 2 * (topKept + strongestKept),
  first: 2 * (topKept + strongestKept + opinionHeads.length),
};
const [depthOk, entropy, disagreement, given, pGiven] = [1, 2, 3, 4, 5].map((place) => at.first + place);

/** Numbers of a row. */
export const summaryWidth = at.first + 6;

/** Rows of `summaryWidth` numbers: float64 keeps a summary to the bit, float32 its classes (up to 16 million) and p rounded. */
export class SummaryTable {
  readonly numbers: Float32Array | Float64Array;

  constructor(numbers: Float32Array | Float64Array) {
    this.numbers = numbers;
  }

  write(row: number, summary: Summary): void {
    const from = row * summaryWidth;
    this.writeList(from + at.top, topKept, summary.top, summary.topP);
    this.writeList(from + at.strongest, strongestKept, summary.strongest, summary.strongestP);
    for (let head = 0; head < opinionHeads.length; head++) this.numbers[from + at.opinions + 2 * head] = none;
    for (const { name, label, p } of summary.opinions) {
      const place = from + at.opinions + 2 * opinionHeads.indexOf(name);
      this.numbers[place] = label;
      this.numbers[place + 1] = p;
    }
    this.numbers[from + at.first] = summary.first;
    this.numbers[from + depthOk] = summary.depthOk;
    this.numbers[from + entropy] = summary.entropy;
    this.numbers[from + disagreement] = summary.disagreement ?? Number.NaN;
    this.numbers[from + given] = summary.given ?? none;
    this.numbers[from + pGiven] = summary.pGiven;
  }

  read(row: number): Summary {
    const from = row * summaryWidth;
    const { numbers } = this;
    const top = this.readList(from + at.top, topKept);
    const strongest = this.readList(from + at.strongest, strongestKept);
    const opinions: Summary['opinions'] = [];
    for (let head = 0; head < opinionHeads.length; head++) {
      const place = from + at.opinions + 2 * head;
      if (numbers[place] !== none)
        opinions.push({ name: opinionHeads[head], label: numbers[place], p: numbers[place + 1] });
    }
    return {
      ...{ top: top.labels, topP: top.p, strongest: strongest.labels, strongestP: strongest.p, opinions },
      first: numbers[from + at.first],
      depthOk: numbers[from + depthOk],
      entropy: numbers[from + entropy],
      disagreement: Number.isNaN(numbers[from + disagreement]) ? null : numbers[from + disagreement],
      given: numbers[from + given] === none ? null : numbers[from + given],
      pGiven: numbers[from + pGiven],
    };
  }

  /** Labels, then their p; free places hold −1. */
  private writeList(to: number, most: number, labels: readonly number[], p: readonly number[]): void {
    for (let place = 0; place < most; place++) {
      this.numbers[to + place] = place < labels.length ? labels[place] : none;
      this.numbers[to + most + place] = place < labels.length ? p[place] : 0;
    }
  }

  private readList(from: number, most: number): { labels: number[]; p: number[] } {
    const { numbers } = this;
    const labels: number[] = [];
    const p: number[] = [];
    for (let place = 0; place < most && numbers[from + place] !== none; place++) {
      labels.push(numbers[from + place]);
      p.push(numbers[from + most + place]);
    }
    return { labels, p };
  }
}
