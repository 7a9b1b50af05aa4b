/** Groups embeddings that wait for it: the first of a model, those near no group, and all of an installation of an earlier version. */
import { groupPending, usualSizes } from './group-embeddings.ts';
import { modelsPending } from './store-groups.ts';

export async function run(signal: AbortSignal): Promise<void> {
  for (const modelVersionId of await modelsPending(usualSizes.pool))
    await groupPending(modelVersionId, signal);
}
