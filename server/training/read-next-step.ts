import { labelledMin, type NextStep } from './schema-next-step.ts';
import { countLabelled, listRuns } from './store.ts';
import { readPointer } from './store-card.ts';

/** Null once a categorizer is in use, and while there are no products at all: then nothing stands between people and work. */
export async function readNextStep(catalogId: string): Promise<NextStep | null> {
  if (await readPointer(catalogId, 'categorizer')) return null;
  const runs = (await listRuns(catalogId)).filter((run) => run.kind === 'categorizer');
  if (runs.some((run) => run.state === 'waiting' || run.state === 'running')) return { step: 'training' };
  const ready = runs.find((run) => run.state === 'done' && run.modelVersionId);
  if (ready) return { step: 'promote' };
  const { products, labelled, hasTaxonomy } = await countLabelled(catalogId);
  if (products === 0) return null;
  if (!hasTaxonomy) return { step: 'taxonomy' };
  return labelled < labelledMin
    ? { step: 'label', labelled, needed: labelledMin }
    : { step: 'train', labelled };
}
