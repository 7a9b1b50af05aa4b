import type { Actor } from '#server/auth/actor.ts';
import { readPathNames } from '#server/catalog/store-taxonomy.ts';
import type { Queue } from '#server/review/schema.ts';
import { lowestThreshold, strataOf } from './rules.ts';
import { sizeMax } from './rules-clusters.ts';
import type { AcceptanceView, PolicyView, StratumView } from './schema.ts';
import {
  countByLeaf,
  type GrantRow,
  type PolicyRow,
  readActiveCategorizer,
  readGrants,
  readPolicies,
} from './store.ts';
import { countEligible, readClusterCounts, readProposingModel } from './store-clusters.ts';
import { countAcceptedByStratum, readCounts } from './store-place.ts';

const historyShown = 10;

function toView(policy: PolicyRow): PolicyView {
  return {
    version: policy.version,
    state: policy.state as PolicyView['state'],
    precision: policy.precisionPromised,
    alpha: policy.alpha,
    auditShare: policy.auditShare,
    reason: policy.reason,
    setBy: policy.setBy,
    at: policy.createdAt.toISOString(),
  };
}

/** The policy of a queue of a catalog, what each stratum has proven, and what it has saved. */
export function readAcceptance(
  actor: Actor,
  { catalogId, queue }: { catalogId: string; queue: Queue },
): Promise<AcceptanceView> {
  return queue === 'duplicates' ? readOfClusters(actor, catalogId) : readOfCategories(actor, catalogId);
}

const hours = (count: number, medianSeconds: number | null): number | null =>
  medianSeconds === null ? null : (count * medianSeconds) / 3600;

function standingOf(
  grant: GrantRow | undefined,
): Pick<StratumView, 'threshold' | 'lower' | 'audits' | 'isClosed'> {
  return {
    threshold: grant?.isClosed ? null : (grant?.threshold ?? null),
    lower: grant?.lower ?? 0,
    audits: grant?.audits ?? 0,
    isClosed: grant?.isClosed ?? false,
  };
}

/** Duplicates: proposed clusters of two, and of three to five. */
async function readOfClusters(_actor: Actor, catalogId: string): Promise<AcceptanceView> {
  const [policies, counts] = await Promise.all([
    readPolicies({ catalogId, queue: 'duplicates' }, historyShown),
    readClusterCounts(catalogId),
  ]);
  const [policy] = policies;
  const modelVersionId = await readProposingModel(catalogId, policy?.id ?? null);
  const of = { catalogId, modelVersionId: modelVersionId ?? catalogId, pMin: lowestThreshold, sizeMax };
  const [grants, eligible] = await Promise.all([
    policy && modelVersionId ? readGrants(policy.id, modelVersionId) : [],
    countEligible(of),
  ]);
  return {
    policy: policy ? toView(policy) : null,
    history: policies.map(toView),
    strata: (['pairs', 'groups'] as const).map((stratum) => ({
      name: stratum,
      ...standingOf(grants.find((grant) => grant.stratum === stratum)),
      eligible: eligible[stratum],
      accepted: counts[stratum],
    })),
    accepted: counts.accepted,
    returned: counts.returned,
    waitingAudits: counts.waitingAudits,
    savedHours: hours(counts.accepted, counts.medianSeconds),
  };
}

async function readOfCategories(_actor: Actor, catalogId: string): Promise<AcceptanceView> {
  const [policies, modelVersionId, counts] = await Promise.all([
    readPolicies({ catalogId, queue: 'categories' }, historyShown),
    readActiveCategorizer(catalogId),
    readCounts(catalogId),
  ]);
  const [policy] = policies;
  const [leaves, grants, accepted, names] = await Promise.all([
    modelVersionId ? countByLeaf(catalogId, modelVersionId) : [],
    policy && modelVersionId ? readGrants(policy.id, modelVersionId) : [],
    countAcceptedByStratum(catalogId),
    readPathNames(catalogId),
  ]);
  const strata = strataOf(leaves);
  const eligible = new Map<string, number>();
  for (const { path, items } of leaves) {
    const stratum = strata.of(path);
    eligible.set(stratum, (eligible.get(stratum) ?? 0) + items);
  }
  const known = new Map(grants.map((grant) => [grant.stratum, grant]));
  return {
    policy: policy ? toView(policy) : null,
    history: policies.map(toView),
    strata: strata.names.map((stratum) => {
      const grant = known.get(stratum);
      return {
        name: stratum === '' ? null : (names.get(stratum) ?? stratum),
        ...standingOf(grant),
        eligible: eligible.get(stratum) ?? 0,
        accepted: accepted.get(stratum) ?? 0,
      };
    }),
    accepted: counts.accepted,
    returned: counts.returned,
    waitingAudits: counts.waitingAudits,
    savedHours: hours(counts.accepted, counts.medianSeconds),
  };
}
