/** From groups of products to clusters with stable ids: pure. */

export interface KnownCluster {
  id: string;
  revision: number;
  memberIds: string[];
}

export interface Proposal {
  id: string;
  memberIds: string[];
  /** The revision that the cluster gets: it grows when the members change. */
  revision: number;
  isNew: boolean;
  isChanged: boolean;
}

export interface Plan {
  proposals: Proposal[];
  /** Clusters that are no more, and the one that took most of their members, if any. */
  dissolved: { id: string; into: string | null }[];
}

interface Claim {
  group: number;
  cluster: KnownCluster;
  shared: number;
}

/** Clusters and groups that share members: most shared first, ties by the older cluster id. */
function claims(groups: readonly string[][], known: readonly KnownCluster[]): Claim[] {
  const clusterOf = new Map(
    known.flatMap((cluster) => cluster.memberIds.map((id) => [id, cluster] as const)),
  );
  const list: Claim[] = [];
  groups.forEach((members, group) => {
    const shared = new Map<KnownCluster, number>();
    for (const id of members) {
      const cluster = clusterOf.get(id);
      if (cluster) shared.set(cluster, (shared.get(cluster) ?? 0) + 1);
    }
    for (const [cluster, count] of shared) list.push({ group, cluster, shared: count });
  });
  return list.sort(
    (x, y) => y.shared - x.shared || (x.cluster.id < y.cluster.id ? -1 : 1) || x.group - y.group,
  );
}

/** Gives each group the id of the cluster that it shares most with; what is left over gets a new id. */
export function planClusters(
  groups: readonly string[][],
  known: readonly KnownCluster[],
  newId: () => string,
): Plan {
  const taken = new Map<number, KnownCluster>();
  const used = new Set<string>();
  const heir = new Map<string, number>();
  for (const { group, cluster } of claims(groups, known)) {
    if (!heir.has(cluster.id)) heir.set(cluster.id, group);
    if (taken.has(group) || used.has(cluster.id)) continue;
    taken.set(group, cluster);
    used.add(cluster.id);
  }
  const proposals = groups.map((members, group): Proposal => {
    const memberIds = [...members].sort();
    const before = taken.get(group);
    if (!before) return { id: newId(), memberIds, revision: 1, isNew: true, isChanged: true };
    const isChanged = [...before.memberIds].sort().join() !== memberIds.join();
    return {
      id: before.id,
      memberIds,
      revision: before.revision + Number(isChanged),
      isNew: false,
      isChanged,
    };
  });
  const dissolved = known
    .filter((cluster) => !used.has(cluster.id))
    .map(({ id }) => ({ id, into: proposals[heir.get(id) ?? -1]?.id ?? null }));
  return { proposals, dissolved };
}
