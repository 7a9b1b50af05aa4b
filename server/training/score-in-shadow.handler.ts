/** Lets candidates in the shadow answer what came in, in small batches; what is left waits for the next round. */
import { scoreBeside } from '#server/categorization/score-beside.ts';
import { loadModelVersion } from '#server/registry/load-model.ts';
import { readShadows, readUnanswered, type ShadowToRun } from './store-shadow.ts';

const batchSize = 200;
/** Products of one round: the queues beside it keep most of the process. */
const roundMax = 2000;

/** Returns how many products it answered. */
export async function scoreShadow(shadow: ShadowToRun, signal: AbortSignal): Promise<number> {
  const model = await loadModelVersion(shadow.modelVersionId);
  if (!model) return 0;
  let answered = 0;
  while (answered < roundMax && !signal.aborted) {
    const ids = await readUnanswered(shadow, batchSize);
    if (ids.length === 0) break;
    await scoreBeside(shadow.catalogId, ids, model);
    answered += ids.length;
  }
  return answered;
}

export async function run(signal: AbortSignal): Promise<void> {
  for (const shadow of await readShadows()) {
    if (signal.aborted) return;
    await scoreShadow(shadow, signal);
  }
}
