import { hashItems, hashPairs } from './rules-dataset.ts';
import { readDatasetHash, readDatasetItems } from './store-dataset.ts';
import { readPairItems } from './store-pairs.ts';

/**
 * Is a frozen dataset still what its hash says? True where there is none to look at. What was changed since would make every
 * figure of its models a figure about something else.
 */
export async function isUnchanged(datasetId: string | null): Promise<boolean> {
  const dataset = datasetId ? await readDatasetHash(datasetId) : null;
  if (!datasetId || !dataset) return true;
  const isPairs = dataset.kind === 'pair';
  const found = isPairs
    ? hashPairs(await readPairItems(datasetId))
    : hashItems(await readDatasetItems(datasetId));
  return found === dataset.sha256;
}
