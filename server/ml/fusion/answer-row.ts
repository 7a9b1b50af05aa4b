/**
 * The answer about one row from the scores of its heads: fused, decoded along the tree, calibrated, and summed up for a suggestion.
 * All that answer, many rows or one, in a thread or without, do it by this class: what they say is the same to the bit.
 */
import { calibrated, softmaxInto } from '../calibrate/calibrate.ts';
import { largestIndices, PathDecoder } from '../hierarchy/decode-paths.ts';
import type { EvidenceSet, FusedChoices } from './choices.ts';
import { disagreement } from './disagreement.ts';
import { fuseRow, type HeadScores } from './fuse.ts';
import { opinionHeads, type Summary, strongestKept, topKept } from './summary-table.ts';

/** Of a level: best classes first; calibrated p of the first; p of first and second before calibration. */
export interface LevelAnswer {
  top: number[];
  p: number;
  first: number;
  second: number;
}

/** A head's leaf scores of a row, and the scale of its own softmax. */
interface Opinion {
  name: string;
  scores: Float32Array;
  scale: number;
}

/**
 * Entropy in nats of a softmax p of `scale ·` the scores: ln p is the score's distance to the best one, so that one logarithm
 * serves all classes.
 */
function entropyOf(p: Float64Array, scores: Float32Array, scale: number, best: number): number {
  const logBest = Math.log(p[best]);
  let entropy = 0;
  for (let label = 0; label < p.length; label++)
    entropy -= p[label] * (logBest + scale * (scores[label] - scores[best]));
  return Math.max(0, entropy);
}

/** Answers about one row after the other; buffers are reused. */
export class RowAnswerer {
  private readonly fused: FusedChoices;
  private readonly classCounts: readonly number[];
  private readonly decoder: PathDecoder;
  private readonly logits: Float64Array[];
  /** Softmax of one head at the leaf. */
  private readonly alone: Float64Array;
  private set: EvidenceSet;
  private opinions: Opinion[] = [];
  /** Log-probabilities of all heads together for the row read last, a level each. */
  readonly scores: Float32Array[];
  /** Answers about it, a level each. */
  answers: LevelAnswer[] = [];

  constructor(fused: FusedChoices) {
    [this.set] = fused.sets;
    const { paths, scales } = this.set.choices;
    this.fused = fused;
    this.classCounts = paths.classCounts;
    this.decoder = new PathDecoder(paths, scales);
    this.logits = paths.classCounts.map((count) => new Float64Array(count));
    this.scores = paths.classCounts.map((count) => new Float32Array(count));
    this.alone = new Float64Array(paths.classCounts[paths.classCounts.length - 1]);
  }

  /**
   * Reads a row.
   * @param heads any; those that the choices use are looked at
   * @param place the row's place in them
   * @param set place of its evidence set
   */
  load(heads: readonly HeadScores[], place: number, set: number): void {
    this.set = this.fused.sets[set];
    const { fusion, choices } = this.set;
    const seen = fusion.heads.map((name) => {
      const head = heads.find((one) => one.name === name);
      return head && head.present[place] === 1 ? head : null;
    });
    const isSeen = seen.some((head) => head !== null);
    this.opinions = this.opinionsOf(seen, place);
    this.classCounts.forEach((count, level) => {
      const scores = seen.map((head) => head?.levels[level] ?? null);
      fuseRow(scores, fusion.weights[level], place * count, this.logits[level], this.scores[level], 0);
    });
    this.decoder.load(this.scores, 0, choices.scales);
    this.answers = this.classCounts.map((count, level) => {
      const marginal = this.decoder.marginal(level, choices.weights[level]);
      const top = largestIndices(marginal, topKept);
      const first = marginal[top[0]];
      const second = top.length > 1 ? marginal[top[1]] : 0;
      // Calibration was learnt on rows that show something: of a row that shows nothing it knows nothing.
      const p = isSeen ? calibrated(choices.calibrators[level], first, second) : 1 / count;
      return { top, p, first, second };
    });
  }

  /** What is kept of the row read last. @param given class at the leaf that the seller named */
  summarise(given: number | null): Summary {
    const leaf = this.classCounts.length - 1;
    const p = this.decoder.softmax[leaf];
    const { top, p: first } = this.answers[leaf];
    const strongest = largestIndices(p, strongestKept);
    const scale = this.set.choices.scales[leaf];
    return {
      top,
      topP: top.map((label) => p[label]),
      first,
      depthOk: this.depth(),
      entropy: entropyOf(p, this.scores[leaf], scale, strongest[0]),
      opinions: this.opinions.map((opinion) => this.firstOf(opinion)),
      disagreement: this.disagreement(),
      strongest,
      strongestP: strongest.map((label) => p[label]),
      given,
      pGiven: given === null ? 0 : p[given],
    };
  }

  /** Levels in a row, from the root, whose p passes the threshold of the row's evidence set. */
  private depth(): number {
    const { thresholds } = this.set.choices;
    const firstBelow = this.answers.findIndex(({ p }, level) => {
      const threshold = thresholds[level];
      return threshold === null || p < threshold;
    });
    return firstBelow < 0 ? this.answers.length : firstBelow;
  }

  private opinionsOf(seen: readonly (HeadScores | null)[], place: number): Opinion[] {
    const count = this.alone.length;
    return opinionHeads.flatMap((name) => {
      const head = seen.find((one) => one?.name === name);
      if (!head) return [];
      const scores = head.levels[head.levels.length - 1].subarray(place * count, (place + 1) * count);
      return [{ name, scores, scale: this.fused.alone[this.fused.heads.indexOf(name)] }];
    });
  }

  private firstOf({ name, scores, scale }: Opinion): Summary['opinions'][number] {
    const p = softmaxInto(scores, scale, this.alone);
    const [label] = largestIndices(p, 1);
    return { name, label, p: p[label] };
  }

  /** How far picture and text are apart; null where one is missing. */
  private disagreement(): number | null {
    if (this.opinions.length < 2) return null;
    const [text, image] = this.opinions;
    return disagreement(text.scores, text.scale, image.scores, image.scale);
  }
}
