/**
 * What the other candidates of the same two records say: a pair that is the best of both its lists is likelier a match than
 * one that is third in both. Uses unlabelled pairs only; figures that use it are reported apart.
 */
import { addToGroup } from '../groups.ts';

export interface PairList {
  left: ArrayLike<number>;
  right: ArrayLike<number>;
}

/** Features of one key: rank, margin to the best other and sum of the others, on both sides; length of the shorter list. */
export const contextFeatureCount = 7;

interface Standing {
  rank: number;
  margin: number;
  others: number;
}

/** How a pair stands among the pairs of one of its records, by its key and what is known of theirs. */
function standing(
  list: readonly number[],
  key: ArrayLike<number>,
  known: ArrayLike<number>,
  pair: number,
): Standing {
  let rank = 0;
  let best = Number.NEGATIVE_INFINITY;
  let others = 0;
  for (const other of list) {
    if (other === pair) continue;
    if (known[other] > key[pair]) rank++;
    if (known[other] > best) best = known[other];
    others += known[other];
  }
  return { rank, margin: list.length > 1 ? key[pair] - best : Number.NaN, others };
}

/**
 * Context of every pair by one key (a similarity or a p).
 * @param isOneTable both sides name records of the same table: a record's list holds its pairs of either side
 * @param known what a pair counts among the others of its records: its key, or its answer where people gave one
 * @returns pairs × contextFeatureCount
 */
export function contextFeatures(
  pairs: PairList,
  key: ArrayLike<number>,
  isOneTable: boolean,
  known: ArrayLike<number> = key,
): Float32Array {
  const lefts = new Map<number, number[]>();
  const rights = isOneTable ? lefts : new Map<number, number[]>();
  const count = pairs.left.length;
  for (let pair = 0; pair < count; pair++) {
    addToGroup(lefts, pairs.left[pair], pair);
    addToGroup(rights, pairs.right[pair], pair);
  }
  const out = new Float32Array(count * contextFeatureCount);
  for (let pair = 0; pair < count; pair++) {
    const left = lefts.get(pairs.left[pair]) ?? [];
    const right = rights.get(pairs.right[pair]) ?? [];
    let sides = [standing(left, key, known, pair), standing(right, key, known, pair)];
    if (isOneTable && sides[0].margin > sides[1].margin) sides = [sides[1], sides[0]];
    const at = pair * contextFeatureCount;
    sides.forEach((side, place) => {
      out[at + 3 * place] = side.rank;
      out[at + 3 * place + 1] = side.margin;
      out[at + 3 * place + 2] = side.others;
    });
    out[at + 6] = Math.min(left.length, right.length);
  }
  return out;
}
