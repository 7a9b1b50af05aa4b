import type { Actor } from '#server/auth/actor.ts';
import { readPathNames } from '#server/catalog/store-taxonomy.ts';
import { strataOf } from './rules.ts';
import type { AcceptanceView, PolicyView } from './schema.ts';
import { countByLeaf, type PolicyRow, readActiveCategorizer, readGrants, readPolicies } from './store.ts';
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

/** The policy of a catalog, what each stratum has proven, and what it has saved. */
export async function readAcceptance(_actor: Actor, catalogId: string): Promise<AcceptanceView> {
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
        threshold: grant?.isClosed ? null : (grant?.threshold ?? null),
        lower: grant?.lower ?? 0,
        audits: grant?.audits ?? 0,
        isClosed: grant?.isClosed ?? false,
        eligible: eligible.get(stratum) ?? 0,
        accepted: accepted.get(stratum) ?? 0,
      };
    }),
    accepted: counts.accepted,
    returned: counts.returned,
    waitingAudits: counts.waitingAudits,
    savedHours: counts.medianSeconds === null ? null : (counts.accepted * counts.medianSeconds) / 3600,
  };
}
