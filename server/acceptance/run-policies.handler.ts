import { openPairMatcher } from '#server/duplicates/pair-matcher.ts';
import { runClusterPolicy } from './run-cluster-policy.ts';
import { runPolicy } from './run-policy.ts';
import { readPoliciesOn, readRunningPolicies } from './store.ts';
import { readReturning } from './store-clusters.ts';

export async function run(signal: AbortSignal): Promise<void> {
  for (const { catalogId, modelVersionId } of await readRunningPolicies()) {
    if (signal.aborted) return;
    await runPolicy(catalogId, modelVersionId, signal);
  }
  const catalogs = new Set([...(await readPoliciesOn('duplicates')), ...(await readReturning())]);
  for (const catalogId of catalogs) {
    if (signal.aborted) return;
    const { modelVersionId } = await openPairMatcher(catalogId);
    await runClusterPolicy(catalogId, modelVersionId, signal);
  }
}
