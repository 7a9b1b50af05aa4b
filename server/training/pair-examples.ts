/** A frozen dataset of pairs as rows of a corpus. */
import { corpusWith } from '#server/duplicates/read-examples.ts';
import type { PairExamples } from '#server/duplicates/train-pair-matcher.ts';
import type { PairItemRow } from './rules-dataset.ts';
import type { SurePair } from './store-pairs.ts';

const foldCount = 5;

export type Examples = PairExamples & { test: Int32Array };

/** Anchors of which no product is measured on or decided by; then nothing that is measured is told by them. */
export function freeAnchors(items: readonly PairItemRow[], drawn: readonly SurePair[]): SurePair[] {
  const held = new Set(items.filter(({ split }) => split !== 'train').flatMap(({ a, b }) => [a, b]));
  return drawn.filter(({ a, b }) => !held.has(a) && !held.has(b));
}

/** Reads the listings of the pairs. Pairs of products that are gone are left out. */
export async function toExamples(
  catalogId: string,
  items: readonly PairItemRow[],
  anchors: readonly SurePair[],
): Promise<Examples> {
  const all = [...items, ...anchors];
  const { corpus, recordOf } = await corpusWith(
    catalogId,
    all.flatMap(({ a, b }) => [a, b]),
  );
  const at = (id: string): number => recordOf.get(id) ?? -1;
  const places = [...all.keys()].filter((place) => at(all[place].a) >= 0 && at(all[place].b) >= 0);
  const known = places.map((place) => all[place]);
  const groups = new Map<string, number>();
  const folds = Int32Array.from(known, (one) => {
    if (!('groupHash' in one)) return -1;
    const number = groups.get(one.groupHash) ?? groups.size;
    groups.set(one.groupHash, number);
    return number % foldCount;
  });
  const inPart = (test: (split: string) => boolean): Int32Array =>
    Int32Array.from(known.keys()).filter((place) => {
      const one = known[place];
      return test('split' in one ? one.split : 'train');
    });
  return {
    corpus,
    folds,
    left: Int32Array.from(known, ({ a }) => at(a)),
    right: Int32Array.from(known, ({ b }) => at(b)),
    labels: Uint8Array.from(known, (one) => Number('p' in one ? one.p > 0.5 : one.relation === 'same')),
    train: inPart((split) => split === 'train'),
    validation: inPart((split) => split === 'validation'),
    test: inPart((split) => split === 'test' || split === 'unseen_seller'),
  };
}
