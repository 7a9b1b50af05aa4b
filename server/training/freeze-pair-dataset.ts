/** Freezes what a pair matcher learns from: every pair that people's decisions hold now, in parts without a common product. */
import { createHash } from 'node:crypto';
import { newId } from '#server/db/uuid.ts';
import { splitsOf } from '#server/labels/assign-splits.ts';
import { hashPairs, type PairItemRow } from './rules-dataset.ts';
import { splitPairs } from './rules-pair-split.ts';
import { readDecidedPairs, savePairDataset } from './store-pairs.ts';

export interface FrozenPairs {
  datasetId: string;
  sha256: string;
  items: PairItemRow[];
}

/** Freezes the decided pairs of a catalog as they are now. The same content gives the same dataset. */
export async function freezePairDataset(catalogId: string): Promise<FrozenPairs> {
  const [pairs, splits] = await Promise.all([readDecidedPairs(catalogId), splitsOf(catalogId)]);
  const placed = splitPairs(pairs, splits);
  const items = pairs.flatMap(({ a, b, relation, inputs }, at): PairItemRow[] => {
    const place = placed[at];
    if (!place) return [];
    const [groupHash, inputHash] = [place.group, inputs].map((text) =>
      createHash('sha256').update(text).digest('hex').slice(0, 32),
    );
    return [{ a, b, relation, split: place.split, groupHash, inputHash }];
  });
  const sha256 = hashPairs(items);
  const manifest = {
    rows: items.length,
    decided: items.length,
    duplicates: items.filter(({ relation }) => relation === 'same').length,
    frozenBy: 'decisions about pairs',
  };
  const datasetId = await savePairDataset({ id: newId(), catalogId, sha256, manifest }, items);
  return { datasetId, sha256, items };
}
