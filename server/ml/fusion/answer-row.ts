/**
 * The answer about one row from the scores of its heads: fused, decoded along the tree, calibrated, and summed up for a suggestion.
 * All that answer, many rows or one, in a thread or without, do it by this class: what they say is the same to the bit.
 */
import { calibrated, softmaxInto } from '../calibrate/calibrate.ts';
import { largestIndices, PathDecoder } from '../hierarchy/decode-paths.ts';
import { type Decoding, LeastDistance } from '../hierarchy/least-distance.ts';
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

/**
 * A level's answer with a label first, whatever its p: the others follow, likeliest first, and the likeliest of them is `second`.
 * @param top likeliest labels
 */
export function answerFirst(
  marginal: ArrayLike<number>,
  top: readonly number[],
  label: number,
): Omit<LevelAnswer, 'p'> {
  const ordered = [label, ...top.filter((one) => one !== label)].slice(0, topKept);
  return { top: ordered, first: marginal[label], second: ordered.length > 1 ? marginal[ordered[1]] : 0 };
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
  private readonly tree: LeastDistance;
  /** Likeliest leaf of the row read last, and its p. */
  private likeliest = { label: 0, p: 0 };
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
    this.tree = new LeastDistance(paths);
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
    const leaf = this.classCounts.length - 1;
    this.answers = this.classCounts.map((count, level) => {
      const marginal = this.decoder.marginal(level, choices.weights[level]);
      const likeliest = largestIndices(marginal, topKept);
      let [label] = likeliest;
      if (level === leaf) {
        this.likeliest = { label, p: marginal[label] };
        if (choices.decoding === 'least distance') label = this.tree.label(this.path('least distance'), leaf);
      }
      const { top, first, second } = answerFirst(marginal, likeliest, label);
      // Calibration was learnt on rows that show something: of a row that shows nothing it knows nothing.
      const p = isSeen ? calibrated(choices.calibrators[level], first, second) : 1 / count;
      return { top, p, first, second };
    });
  }

  /** The path that a way of decoding answers the row read last with, as a place among the known paths. */
  path(decoding: Decoding): number {
    const { label, p } = this.likeliest;
    if (decoding === 'likeliest') return this.pathTo(label);
    return this.tree.surePath(label, p) ?? this.tree.best(this.shares());
  }

  /** The leaf or inner node of least expected distance: a path, and how many of its levels are named. */
  within(): { path: number; levels: number } {
    return this.tree.within(this.shares());
  }

  /** Probabilities of the known paths for the row read last, as its leaf is decoded. */
  private shares(): Float64Array {
    return this.decoder.pathShares(this.set.choices.weights[this.classCounts.length - 1]);
  }

  private pathTo(label: number): number {
    return this.tree.onlyPath(label) ?? this.tree.pathTo(label, this.shares());
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

  /** Levels in a row, from the root, whose answer leads to that of the leaf and whose p passes the threshold of the row's evidence set. */
  private depth(): number {
    const { thresholds } = this.set.choices;
    const leaf = this.answers.length - 1;
    const path = this.pathTo(this.answers[leaf].top[0]);
    const firstBelow = this.answers.findIndex(({ p, top }, level) => {
      const threshold = thresholds[level];
      return threshold === null || p < threshold || top[0] !== this.tree.label(path, level);
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
