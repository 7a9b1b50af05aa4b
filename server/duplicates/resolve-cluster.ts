import type { ResolvedCluster } from './schema-record.ts';
import { findCluster } from './store-record.ts';

/** What became of a cluster, by any id that it ever had; null where the catalog has none such. */
export function resolveCluster(catalogId: string, clusterId: string): Promise<ResolvedCluster | null> {
  return findCluster(catalogId, clusterId);
}
