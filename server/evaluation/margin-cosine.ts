/**
 * What embeddings learnt on duplicate groups say of pairs: two, each on half of the clusters to learn from, so that no pair
 * is told by an embedding that saw its cluster; of the held-out pairs their mean.
 */
import { embedBags, type TokenBags, trainMarginEmbedding } from '#server/ml/embedding/margin-embedding.ts';
import type { PairCorpus } from '#server/ml/pairs/corpus.ts';
import { type ClusterParts, part } from './cluster-parts.ts';
import type { Pairs } from './link-pairs.ts';

/** Buckets of character 3-grams. */
const gramBits = 15;
const rivalsMax = 12;
const learning = { dimensions: 128, learningRate: 0.02, epochs: 6 };

/** Words and 3-grams of every record, weighted by idf. */
export function corpusBags(corpus: PairCorpus): TokenBags {
  const words = corpus.words.count;
  const starts = new Int32Array(corpus.count + 1);
  const tokens: number[] = [];
  const weights: number[] = [];
  for (let record = 0; record < corpus.count; record++) {
    for (const id of corpus.allWords.of(record)) {
      tokens.push(id);
      weights.push(corpus.idf[id]);
    }
    for (const gram of corpus.grams.of(record)) {
      tokens.push(words + (gram & ((1 << gramBits) - 1)));
      weights.push(corpus.gramIdf[gram]);
    }
    starts[record + 1] = tokens.length;
  }
  return {
    starts,
    tokens: Int32Array.from(tokens),
    weights: Float32Array.from(weights),
    tokenCount: words + (1 << gramBits),
  };
}

/** Candidates of every record, the first of each. */
function rivalsOf(pairs: Pairs, records: number): number[][] {
  const rivals: number[][] = Array.from({ length: records }, () => []);
  pairs.left.forEach((left, at) => {
    const right = pairs.right[at];
    if (rivals[left].length < rivalsMax) rivals[left].push(right);
    if (rivals[right].length < rivalsMax) rivals[right].push(left);
  });
  return rivals;
}

/** Clusters of one half of the learning part, numbered from 0; −1 elsewhere. */
function thingsOf(parts: ClusterParts, half: number): Int32Array {
  const learnEnd = parts.stretches[part.learn][1];
  const numbers = new Map<number, number>();
  return parts.cluster.map((cluster, place) => {
    if (place >= learnEnd || (cluster & 1) !== half) return -1;
    const number = numbers.get(cluster) ?? numbers.size;
    numbers.set(cluster, number);
    return number;
  });
}

/**
 * Learns both embeddings. Returns the cosine of each pair.
 * @param found candidates: what a record is learnt to be told from
 * @param isLearnt false: random directions, whose cosines are those of the weighted bags
 */
export function marginCosines(
  corpus: PairCorpus,
  parts: ClusterParts,
  found: Pairs,
  seed: number,
  isLearnt: boolean,
): (pairs: Pairs) => Float32Array {
  const bags = corpusBags(corpus);
  const rivals = rivalsOf(found, corpus.count);
  const vectors = [0, 1].map((half) =>
    embedBags(
      trainMarginEmbedding(bags, thingsOf(parts, half), rivals, {
        ...learning,
        ...(isLearnt ? {} : { epochs: 0 }),
        seed: seed + half,
      }),
      bags,
    ),
  );
  const { dimensions } = learning;
  const cosine = (half: number, a: number, b: number): number => {
    let dot = 0;
    for (let d = 0; d < dimensions; d++)
      dot += vectors[half][a * dimensions + d] * vectors[half][b * dimensions + d];
    return dot;
  };
  const learnEnd = parts.stretches[part.learn][1];
  return ({ left, right }) =>
    Float32Array.from(left, (a, at) => {
      const b = right[at];
      if (a >= learnEnd) return (cosine(0, a, b) + cosine(1, a, b)) / 2;
      return cosine(1 - (parts.cluster[a] & 1), a, b);
    });
}
