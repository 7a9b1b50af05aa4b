/** What another clustering would change: pure. */
import type { ClusterChanges } from './schema-evaluation.ts';

/**
 * Compares clusters as they are with those that would be. Each cluster of before is counted once: unchanged, split (its
 * members are in two groups, or some alone), merged (whole, with members of another), grown (whole, with new ones), or gone.
 */
export function compareClusters(before: readonly string[][], after: readonly string[][]): ClusterChanges {
  const groupOf = new Map(after.flatMap((members, group) => members.map((id) => [id, group] as const)));
  const clusterOf = new Map(
    before.flatMap((members, cluster) => members.map((id) => [id, cluster] as const)),
  );
  const changes: ClusterChanges = { unchanged: 0, grown: 0, split: 0, merged: 0, gone: 0, added: 0 };
  for (const members of before) {
    const groups = new Set(members.map((id) => groupOf.get(id) ?? -1));
    const [group] = groups;
    if (groups.size > 1) changes.split++;
    else if (group === undefined || group < 0) changes.gone++;
    else if (after[group].length === members.length) changes.unchanged++;
    else {
      const others = new Set(after[group].map((id) => clusterOf.get(id) ?? -1));
      others.delete(-1);
      if (others.size > 1) changes.merged++;
      else changes.grown++;
    }
  }
  changes.added = after.filter((members) => members.every((id) => !clusterOf.has(id))).length;
  return changes;
}
