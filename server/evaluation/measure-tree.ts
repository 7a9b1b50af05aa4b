/** How far first answers are from the truth in the tree, by either way of decoding them, on rows that were held out. */
import { RowAnswerer } from '#server/ml/fusion/answer-row.ts';
import type { FusedChoices } from '#server/ml/fusion/choices.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { type Decoding, pathDistance } from '#server/ml/hierarchy/least-distance.ts';
import { placeRows } from './fused-choices.ts';

export interface DecodingMeasures {
  /** Share of rows whose answer is right down to each level. */
  levels: number[];
  /** Mean number of edges from the answer to the truth: of all rows, and of those answered wrongly (0 where none is). */
  distance: number;
  mistakes: number;
}

export interface TreeMeasures {
  /** What answers rows that show all that they have. */
  decoding: Decoding;
  /** Rows whose path is known. */
  rows: number;
  likeliest: DecodingMeasures;
  nearest: DecodingMeasures;
  /** Mean distance where an answer may stop at an inner node, and the mean number of levels that it names. */
  stopped: { distance: number; levels: number };
}

/** Sums over rows of one way of decoding. */
class Tally {
  private readonly levels: number[];
  private distance = 0;
  private wrong = 0;

  constructor(levelCount: number) {
    this.levels = new Array<number>(levelCount).fill(0);
  }

  add(path: ArrayLike<number>, truth: readonly number[], distance: number): void {
    for (let level = 0; level < truth.length && path[level] === truth[level]; level++) this.levels[level]++;
    this.distance += distance;
    if (distance > 0) this.wrong++;
  }

  measures(rows: number): DecodingMeasures {
    return {
      levels: this.levels.map((right) => right / Math.max(1, rows)),
      distance: this.distance / Math.max(1, rows),
      mistakes: this.distance / Math.max(1, this.wrong),
    };
  }
}

/**
 * Measures both ways on the same rows.
 * @param masks what each row shows (evidence-sets.ts)
 * @param truth class ids of the rows per level; rows with −1 anywhere are left out
 */
export function measureTree(
  fused: FusedChoices,
  heads: readonly HeadScores[],
  masks: Int32Array,
  truth: readonly Int32Array[],
): TreeMeasures {
  const { paths, decoding } = fused.sets[0].choices;
  const { levelCount, labels } = paths;
  const sets = placeRows(fused, masks);
  const answerer = new RowAnswerer(fused);
  const [likeliest, nearest] = [new Tally(levelCount), new Tally(levelCount)];
  const stopped = { distance: 0, levels: 0 };
  let rows = 0;
  for (let row = 0; row < masks.length; row++) {
    const own = truth.map((level) => level[row]);
    if (own.some((label) => label < 0)) continue;
    rows++;
    answerer.load(heads, row, sets[row]);
    for (const [way, tally] of [
      ['likeliest', likeliest],
      ['least distance', nearest],
    ] as const) {
      const path = answerer.path(way);
      const steps = labels.subarray(path * levelCount, (path + 1) * levelCount);
      tally.add(steps, own, pathDistance(paths, path, own));
    }
    const { path, levels } = answerer.within();
    stopped.distance += pathDistance(paths, path, own, levels);
    stopped.levels += levels;
  }
  return {
    ...{ decoding: decoding ?? 'likeliest', rows },
    ...{ likeliest: likeliest.measures(rows), nearest: nearest.measures(rows) },
    stopped: { distance: stopped.distance / Math.max(1, rows), levels: stopped.levels / Math.max(1, rows) },
  };
}
