import { hashItems } from './rules-dataset.ts';
import { readDataset } from './store-dataset.ts';

/**
 * Is a frozen dataset of categories still what its hash says? True where there is none to look at (pairs, models from
 * elsewhere). What was changed since would make every figure of its models a figure about something else.
 */
export async function isUnchanged(datasetId: string | null): Promise<boolean> {
  const dataset = datasetId ? await readDataset(datasetId) : null;
  return !dataset || hashItems(dataset.items) === dataset.sha256;
}
