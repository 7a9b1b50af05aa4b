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
  const content = items.map(({ subjectId, value, source, split, groupHash, inputHash }) => ({
    ...{ subjectId, value, source },
    ...{ split, groupHash, inputHash },
  }));
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
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
