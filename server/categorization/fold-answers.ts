/**
 * Out-of-fold answers of all training rows, packed: about 200 bytes a row, whatever the number of classes, where all scores
 * of all heads would be several kilobytes.
 */
import { opinionHeads, type Summary, strongestKept } from './make-suggestion.ts';

/** First answers of a row that are kept (categorizer-choices.ts gives as many). */
const topKept = 5;
const none = -1;

export class FoldAnswers {
  readonly rowCount: number;
  private readonly top: Int32Array;
  private readonly topP: Float32Array;
  private readonly strongest: Int32Array;
  private readonly strongestP: Float32Array;
  private readonly given: Int32Array;
  private readonly pGiven: Float32Array;
  private readonly first: Float32Array;
  private readonly entropy: Float32Array;
  private readonly disagreement: Float32Array;
  private readonly depthOk: Uint8Array;
  private readonly opinions: Int32Array;
  private readonly opinionsP: Float32Array;
  /** p of the class that training believes, for self-confidence. */
  readonly pBelieved: Float32Array;

  constructor(rowCount: number) {
    this.rowCount = rowCount;
    this.top = new Int32Array(rowCount * topKept).fill(none);
    this.topP = new Float32Array(rowCount * topKept);
    this.strongest = new Int32Array(rowCount * strongestKept).fill(none);
    this.strongestP = new Float32Array(rowCount * strongestKept);
    this.given = new Int32Array(rowCount).fill(none);
    this.pGiven = new Float32Array(rowCount);
    this.first = new Float32Array(rowCount);
    this.entropy = new Float32Array(rowCount);
    this.disagreement = new Float32Array(rowCount);
    this.depthOk = new Uint8Array(rowCount);
    this.opinions = new Int32Array(rowCount * opinionHeads.length).fill(none);
    this.opinionsP = new Float32Array(rowCount * opinionHeads.length);
    this.pBelieved = new Float32Array(rowCount);
  }

  write(row: number, summary: Summary, pBelieved: number): void {
    this.top.set(summary.top.slice(0, topKept), row * topKept);
    this.topP.set(summary.topP.slice(0, topKept), row * topKept);
    this.strongest.set(summary.strongest, row * strongestKept);
    this.strongestP.set(summary.strongestP, row * strongestKept);
    this.given[row] = summary.given ?? none;
    this.pGiven[row] = summary.pGiven;
    this.first[row] = summary.first;
    this.entropy[row] = summary.entropy;
    this.disagreement[row] = summary.disagreement ?? Number.NaN;
    this.depthOk[row] = summary.depthOk;
    for (const { name, label, p } of summary.opinions) {
      const at = row * opinionHeads.length + opinionHeads.indexOf(name);
      this.opinions[at] = label;
      this.opinionsP[at] = p;
    }
    this.pBelieved[row] = pBelieved;
  }

  read(row: number): Summary {
    const listed = (labels: Int32Array, count: number): number[] =>
      Array.from(labels.subarray(row * count, (row + 1) * count)).filter((label) => label !== none);
    const top = listed(this.top, topKept);
    const strongest = listed(this.strongest, strongestKept);
    const given = this.given[row];
    return {
      top,
      topP: Array.from(this.topP.subarray(row * topKept, row * topKept + top.length)),
      first: this.first[row],
      depthOk: this.depthOk[row],
      entropy: this.entropy[row],
      opinions: opinionHeads.flatMap((name, head) => {
        const at = row * opinionHeads.length + head;
        return this.opinions[at] === none ? [] : [{ name, label: this.opinions[at], p: this.opinionsP[at] }];
      }),
      disagreement: Number.isNaN(this.disagreement[row]) ? null : this.disagreement[row],
      strongest,
      strongestP: Array.from(
        this.strongestP.subarray(row * strongestKept, row * strongestKept + strongest.length),
      ),
      given: given === none ? null : given,
      pGiven: this.pGiven[row],
    };
  }
}
