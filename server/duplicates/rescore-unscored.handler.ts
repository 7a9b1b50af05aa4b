import { matcherInUse } from './pair-matcher.ts';
import { rescoreUnscored } from './rescore-unscored.ts';
import { findPairedCatalogs } from './store-pairs.ts';

export async function run(signal: AbortSignal): Promise<void> {
  for (const catalogId of await findPairedCatalogs()) {
    if (signal.aborted) return;
    await rescoreUnscored(catalogId, await matcherInUse(catalogId));
  }
}
