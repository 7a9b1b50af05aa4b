/** What a categorizer of several heads chooses on held-out rows: weights, decoding, calibration and thresholds per evidence set. */
import { fitScale } from '#server/ml/calibrate/calibrate.ts';
import { aimFusion } from '#server/ml/fusion/aim-fusion.ts';
import { RowAnswerer } from '#server/ml/fusion/answer-row.ts';
import type { EvidenceSet, FusedChoices } from '#server/ml/fusion/choices.ts';
import { fitFusion, fuse, fusionLoss, type HeadScores } from '#server/ml/fusion/fuse.ts';
import { type LevelAnswers, type LevelScores, makeChoices } from './categorizer-choices.ts';
import { setFor, setRowsMin } from './evidence-sets.ts';
import type { HeldOutSet } from './held-out-heads.ts';

/** A head that lowers the loss by less is not worth asking. */
const gainMin = 0.005;

function takeHeads(heads: readonly HeadScores[], names: readonly string[]): HeadScores[] {
  return names.flatMap((name) => heads.find((head) => head.name === name) ?? []);
}

function takeTruth(truth: readonly Int32Array[], rows: readonly number[]): Int32Array[] {
  return truth.map((level) => Int32Array.from(rows, (row) => level[row]));
}

/** Heads that cost a model or a search of their own, the dearest first: each must earn its place. */
const optionalHeads = ['neighbours', 'product2vec'];

/** Heads worth their cost: text and picture always, the others where they lower the held-out loss at the leaf. */
function chooseHeads(set: HeldOutSet, truth: Int32Array[], classCounts: number[]): string[] {
  const leafLoss = (chosen: string[]): number => {
    const heads = takeHeads(set.heads, chosen);
    return fusionLoss(fitFusion(heads, truth, classCounts), heads, truth, classCounts).at(-1) ?? 0;
  };
  let names = set.heads.filter((head) => head.present.some((one) => one === 1)).map((head) => head.name);
  for (const optional of optionalHeads) {
    const others = names.filter((name) => name !== optional);
    if (others.length === names.length || others.length === 0) continue;
    if (!(leafLoss(names) < (1 - gainMin) * leafLoss(others))) names = others;
  }
  return names;
}

function fitSet(
  set: HeldOutSet,
  names: string[],
  truth: readonly Int32Array[],
  training: Int32Array[],
  classCounts: number[],
  edges: Uint8Array[] | undefined,
): EvidenceSet {
  const heads = takeHeads(set.heads, names);
  const own = takeTruth(truth, set.rows);
  const fusion = aimFusion(fitFusion(heads, own, classCounts), heads, own, classCounts);
  const choices = makeChoices(fuse(fusion, heads, classCounts), own, training, classCounts, edges);
  return { mask: set.mask, rows: set.rows.length, fusion, choices };
}

/**
 * Learns the choices.
 * @param truth class ids of the held-out rows per level
 * @param training class ids of the training rows: the known paths
 * @param edges of the classes (`edgesOf`); each lies an edge below its parent where left out
 */
export function makeFusedChoices(
  heldOut: readonly HeldOutSet[],
  truth: readonly Int32Array[],
  training: Int32Array[],
  classCounts: number[],
  edges?: Uint8Array[],
): FusedChoices {
  const [natural, ...others] = heldOut;
  const names = chooseHeads(natural, takeTruth(truth, natural.rows), classCounts);
  const leaf = classCounts.length - 1;
  const alone = takeHeads(natural.heads, names).map((head) => {
    const seen = Int32Array.from(natural.rows, (row, at) => (head.present[at] ? truth[leaf][row] : -1));
    return fitScale(head.levels[leaf], classCounts[leaf], seen);
  });
  const usable = [natural, ...others.filter((set) => set.rows.length >= setRowsMin)];
  return {
    heads: names,
    alone,
    sets: usable.map((set) => fitSet(set, names, truth, training, classCounts, edges)),
  };
}

export interface FusedAnswers {
  levels: LevelAnswers[];
  /** Log-probabilities of all heads together: rows × classes per level. */
  scores: LevelScores;
  /** Place of the evidence set of each row. */
  sets: Int32Array;
}

/** The place of each row's evidence set, by what the row has to show. */
export function placeRows(fused: FusedChoices, masks: Int32Array): Int32Array {
  const places = [...fused.sets.keys()].filter((place) => fused.sets[place].mask !== 0);
  const own = places.map((place) => fused.sets[place].mask);
  const known = new Map<number, number>();
  return masks.map((mask) => {
    const place = known.get(mask) ?? (own.length === 0 ? 0 : places[setFor(mask, own)]);
    known.set(mask, place);
    return place;
  });
}

/** Answers for rows by what each has to show; a row that no head has seen could be any class, and p says so. */
export function answerFused(
  fused: FusedChoices,
  heads: readonly HeadScores[],
  masks: Int32Array,
): FusedAnswers {
  const { classCounts } = fused.sets[0].choices.paths;
  const sets = placeRows(fused, masks);
  const scores = classCounts.map((count) => new Float32Array(masks.length * count));
  const levels = classCounts.map((): LevelAnswers => ({ top: [], p: [], firsts: [], seconds: [] }));
  const answerer = new RowAnswerer(fused);
  for (let row = 0; row < masks.length; row++) {
    answerer.load(heads, row, sets[row]);
    answerer.answers.forEach(({ top, p, first, second }, level) => {
      levels[level].top.push(top);
      levels[level].p.push(p);
      levels[level].firsts.push(first);
      levels[level].seconds.push(second);
      scores[level].set(answerer.scores[level], row * classCounts[level]);
    });
  }
  return { levels, scores, sets };
}
