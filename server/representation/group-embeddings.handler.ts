/**
 * Groups embeddings that wait for it: the first of a model, those near no group, and all of an installation of an earlier version.
 * Then settles the groups that have been cut.
 */
import { groupPending, settleAfterMs, settleGroups, usualSizes } from './group-embeddings.ts';
import { modelsPending } from './store-groups.ts';
import { modelsUnsettled } from './store-settling.ts';

export async function run(signal: AbortSignal): Promise<void> {
  for (const modelVersionId of await modelsPending(usualSizes.pool))
    await groupPending(modelVersionId, signal);
  for (const modelVersionId of await modelsUnsettled(settleAfterMs))
    await settleGroups(modelVersionId, signal);
}
