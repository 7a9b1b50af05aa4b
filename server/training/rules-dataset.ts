/** What a frozen dataset is, to the byte. Pure. */
import { createHash } from 'node:crypto';

export interface DatasetItemRow {
  subjectId: string;
  value: string;
  source: 'label' | 'given';
  split: string;
  groupHash: string;
  inputHash: string;
}

/** The hash of a dataset's content, its items in the order of their products. */
export function hashItems(items: readonly DatasetItemRow[]): string {
  // Item by item: the text of a million is half of the longest string there can be.
  const hash = createHash('sha256').update('[');
  items.forEach(({ subjectId, value, source, split, groupHash, inputHash }, at) => {
    hash
      .update(at === 0 ? '' : ',')
      .update(JSON.stringify({ subjectId, value, source, split, groupHash, inputHash }));
  });
  return hash.update(']').digest('hex');
}

export interface PairItemRow {
  a: string;
  b: string;
  relation: string;
  split: string;
  groupHash: string;
  inputHash: string;
}

/** The same for pairs, in the order of their products. */
export function hashPairs(items: readonly PairItemRow[]): string {
  const content = items.map(({ a, b, relation, split, groupHash, inputHash }) => ({
    ...{ a, b, relation },
    ...{ split, groupHash, inputHash },
  }));
  return createHash('sha256')
    .update(JSON.stringify(['pair', content]))
    .digest('hex');
}
