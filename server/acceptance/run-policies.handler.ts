import { runPolicy } from './run-policy.ts';
import { readRunningPolicies } from './store.ts';

export async function run(signal: AbortSignal): Promise<void> {
  for (const { catalogId, modelVersionId } of await readRunningPolicies()) {
    if (signal.aborted) return;
    await runPolicy(catalogId, modelVersionId, signal);
  }
}
