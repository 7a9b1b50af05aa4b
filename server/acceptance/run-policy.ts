import { recordAudit } from '#server/audit/record-audit.ts';
import { policyActor } from '#server/auth/actor.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { wakeUnits, writeStageEvent } from '#server/jobs/stage-event.ts';
import type { Grant } from '#server/ml/acceptance/grant-threshold.ts';
import { doubtedSince, grantAll, lowestThreshold, type Strata, strataOf } from './rules.ts';
import {
  type AuditRow,
  countByLeaf,
  lockPolicy,
  type PolicyRow,
  readAudits,
  readClosed,
  saveGrants,
} from './store.ts';
import { drawAudits, giveBack, lockEligible, placeByPolicy } from './store-place.ts';

const batchSize = 500;
/** A step stays short; the next one goes on. */
const batchesMax = 20;
const beforeAll = '00000000-0000-0000-0000-000000000000';

export interface PolicyStep {
  accepted: number;
  drawn: number;
  returned: number;
}

interface Standing {
  policy: PolicyRow;
  modelVersionId: string;
  strata: Strata;
  audits: readonly AuditRow[];
  grants: Map<string, Grant>;
}

/** Closed strata give back what came since the likely change; each alarm is told once, in the audit. */
async function closeBroken(
  tx: Tx,
  { policy, modelVersionId, strata, audits, grants }: Standing,
): Promise<string[]> {
  const known = await readClosed(tx, policy.id, modelVersionId);
  const { catalogId } = policy;
  const returned: string[] = [];
  for (const [stratum, grant] of grants) {
    if (!grant.isClosed || known.has(stratum)) continue;
    const own = audits.filter(({ path }) => strata.of(path) === stratum).map(({ drawnAt }) => drawnAt);
    const since = doubtedSince(own, grant);
    const auditsFrom = grant.observed - grant.doubtedAudits;
    const ids = await giveBack(tx, policyActor(policy), catalogId, { stratum, auditsFrom, since });
    for (const id of ids) returned.push(id);
    await recordAudit(tx, policyActor(policy), {
      event: 'acceptance.closed',
      catalogId,
      subject: policy.id,
      detail: { stratum, returned: ids.length, audits: grant.observed },
    });
  }
  for (const stratum of known) {
    const grant = grants.get(stratum);
    if (grant) grants.set(stratum, { ...grant, threshold: null, isClosed: true });
  }
  return returned;
}

/** One batch of products: placed where their stratum's threshold allows it, or drawn as audits. */
async function placeBatch(
  tx: Tx,
  { policy, modelVersionId, strata, grants }: Standing,
  after: string,
): Promise<PolicyStep & { last: string | null }> {
  const { catalogId } = policy;
  const rows = await lockEligible(tx, {
    ...{ catalogId, modelVersionId, after },
    ...{ policyId: policy.id, pMin: lowestThreshold, limit: batchSize },
  });
  const drawn = rows.filter((row) => row.draw < policy.auditShare);
  const placed = rows.flatMap((row) => {
    const stratum = strata.of(row.path);
    const grant = grants.get(stratum);
    const isSure = grant?.threshold != null && row.p >= grant.threshold && row.draw >= policy.auditShare;
    return isSure ? [{ ...row, stratum, audits: grant.observed }] : [];
  });
  await drawAudits(tx, { catalogId, modelVersionId, auditShare: policy.auditShare }, drawn);
  await placeByPolicy(
    tx,
    { catalogId, modelVersionId, policyId: policy.id, version: policy.version },
    placed,
  );
  await wakeUnits(tx, { catalogId, stage: 'review-category', unitIds: drawn.map((row) => row.productId) });
  await writeStageEvent(tx, {
    catalogId,
    stage: 'review-category',
    unitIds: placed.map((row) => row.productId),
  });
  const last = rows.length === batchSize ? rows[rows.length - 1].productId : null;
  return { accepted: placed.length, drawn: drawn.length, returned: 0, last };
}

/** Reads the evidence anew, closes what is broken, and says what stands; null where the policy is not on. */
async function takeStock(
  catalogId: string,
  modelVersionId: string,
): Promise<{ standing: Standing; returned: number } | null> {
  const leaves = await countByLeaf(catalogId, modelVersionId);
  return inTransaction(async (tx) => {
    const policy = await lockPolicy(tx, { catalogId, queue: 'categories' });
    if (policy?.state !== 'on') return null;
    const strata = strataOf(leaves);
    const audits = await readAudits(tx, catalogId, modelVersionId);
    const grants = grantAll(strata, audits, policy.precisionPromised);
    const standing = { policy, modelVersionId, strata, audits, grants };
    const returned = await closeBroken(tx, standing);
    await wakeUnits(tx, { catalogId, stage: 'suggest', unitIds: returned });
    const rows = [...grants].map(([stratum, grant]) => ({ stratum, ...grant }));
    await saveGrants(tx, policy.id, modelVersionId, rows);
    return { standing, returned: returned.length };
  });
}

/** One step of a catalog's policy: evidence, alarms, then every product that waits, in short transactions. */
export async function runPolicy(
  catalogId: string,
  modelVersionId: string,
  signal: AbortSignal,
): Promise<PolicyStep> {
  const taken = await takeStock(catalogId, modelVersionId);
  const step: PolicyStep = { accepted: 0, drawn: 0, returned: taken?.returned ?? 0 };
  let after: string | null = taken ? beforeAll : null;
  for (let batches = 0; taken && after !== null && batches < batchesMax && !signal.aborted; batches++) {
    const from: string = after;
    const batch = await inTransaction(async (tx) => {
      // Somebody may have switched it off since.
      const policy = await lockPolicy(tx, { catalogId, queue: 'categories' });
      if (policy?.id !== taken.standing.policy.id) return null;
      return placeBatch(tx, taken.standing, from);
    });
    if (!batch) break;
    step.accepted += batch.accepted;
    step.drawn += batch.drawn;
    after = batch.last;
  }
  return step;
}
