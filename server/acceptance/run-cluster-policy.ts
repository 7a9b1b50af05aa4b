import { recordAudit } from '#server/audit/record-audit.ts';
import { policyActor } from '#server/auth/actor.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { mergeByPolicy } from '#server/duplicates/merge-by-policy.ts';
import { askPairs, type PairQuestion } from '#server/duplicates/store-asked-pairs.ts';
import { lockAnswers } from '#server/duplicates/store-facts.ts';
import { wakeUnits, writeStageEvent } from '#server/jobs/stage-event.ts';
import type { Grant } from '#server/ml/acceptance/grant-threshold.ts';
import { returnClusters } from './return-clusters.ts';
import { doubtedSince, lowestThreshold } from './rules.ts';
import { grantClusters, sizeMax, stratumOf } from './rules-clusters.ts';
import type { PolicyStep } from './run-policy.ts';
import { lockPolicy, type PolicyRow, readClosed, saveGrants } from './store.ts';
import {
  type AcceptedRow,
  clusterPolicy,
  type EligibleCluster,
  insertAccepted,
  insertAudits,
  isUnsettled,
  lockEligibleClusters,
  markReturned,
  type NewAudit,
  readClusterAudits,
} from './store-clusters.ts';

/** A merge is some ten statements: a batch is a second of the embedded database. */
const batchSize = 40;
const batchesMax = 25;
const beforeAll = '00000000-0000-0000-0000-000000000000';
/** Audits come before the ordinary queue: a promise waits for them. */
const priority = 4;
const hashed = 2 ** 32;

interface Standing {
  policy: PolicyRow;
  modelVersionId: string;
  grants: Map<string, Grant>;
}

/** Reads the evidence anew, closes what is broken, and says what stands; null where the policy is not on. */
async function takeStock(
  catalogId: string,
  modelVersionId: string,
): Promise<{ standing: Standing; marked: number } | null> {
  return inTransaction(async (tx) => {
    const policy = await lockPolicy(tx, { catalogId, queue: 'duplicates' });
    if (policy?.state !== 'on') return null;
    const audits = await readClusterAudits(tx, { catalogId, policyId: policy.id, modelVersionId });
    const grants = grantClusters(audits, policy.precisionPromised);
    const known = await readClosed(tx, policy.id, modelVersionId);
    let marked = 0;
    for (const [stratum, grant] of grants) {
      if (known.has(stratum)) grants.set(stratum, { ...grant, threshold: null, isClosed: true });
      else if (grant.isClosed) {
        const drawn = audits.filter((audit) => audit.stratum === stratum).map(({ drawnAt }) => drawnAt);
        const at = doubtedSince(drawn, grant);
        const since = { stratum, at, audits: grant.observed - grant.doubtedAudits };
        const returned = await markReturned(tx, catalogId, since);
        marked += returned;
        await recordAudit(tx, policyActor(policy), {
          event: 'acceptance.closed',
          catalogId,
          subject: policy.id,
          detail: { queue: 'duplicates', stratum, returned, audits: grant.observed },
        });
      }
    }
    const rows = [...grants].map(([stratum, grant]) => ({ stratum, ...grant }));
    await saveGrants(tx, policy.id, modelVersionId, rows);
    return { standing: { policy, modelVersionId, grants }, marked };
  });
}

/** Each drawn cluster becomes one question a pair: all of its listings against the first. */
async function drawAudits(
  tx: Tx,
  { policy, modelVersionId }: Standing,
  drawn: readonly EligibleCluster[],
): Promise<void> {
  const { catalogId } = policy;
  const audits = drawn.map(
    ({ clusterId, memberIds, p }): NewAudit => ({
      ...{ id: newId(), clusterId, memberIds, p },
      stratum: stratumOf(memberIds.length),
    }),
  );
  await insertAudits(tx, { catalogId, policyId: policy.id, modelVersionId }, audits);
  const questions = audits.flatMap(({ id, clusterId, memberIds: [a, ...others], stratum, p }) =>
    others.map((b): PairQuestion => {
      const servedProbability = policy.auditShare;
      return { a, b, stratum, p, clusterId, clusterP: p, drawId: id, servedProbability };
    }),
  );
  const by = { catalogId, modelVersionId, servedPolicy: clusterPolicy, priority, purpose: 'audit' } as const;
  // By the draw's own hash: no order among audits tells anything of them.
  const orders = drawn.flatMap(({ draw, memberIds }) =>
    memberIds.slice(1).map(() => (draw * hashed) % hashed),
  );
  await askPairs(tx, by, questions, orders);
}

/** One batch of clusters: merged where their stratum's threshold allows it, or drawn as audits. */
async function mergeBatch(
  tx: Tx,
  standing: Standing,
  after: string,
): Promise<PolicyStep & { last: string | null }> {
  const { policy, modelVersionId, grants } = standing;
  const { catalogId } = policy;
  // Before the clusters, as people's answers do.
  await lockAnswers(tx, catalogId);
  const rows = await lockEligibleClusters(tx, {
    ...{ catalogId, modelVersionId, after, policyId: policy.id },
    ...{ pMin: lowestThreshold, sizeMax, limit: batchSize },
  });
  const drawn = rows.filter((row) => row.draw < policy.auditShare && !row.isAudited);
  await drawAudits(tx, standing, drawn);
  const accepted: AcceptedRow[] = [];
  for (const { clusterId, memberIds, revision, p, draw } of rows) {
    const stratum = stratumOf(memberIds.length);
    const grant = grants.get(stratum);
    if (grant?.threshold == null || p < grant.threshold || draw < policy.auditShare) continue;
    const decisionId = await mergeByPolicy(tx, policyActor(policy), {
      ...{ catalogId, clusterId, memberIds, revision, p, modelVersionId },
      ...{ servedPolicy: clusterPolicy, policyVersion: policy.version },
    });
    if (decisionId)
      accepted.push({
        ...{ decisionId, clusterId, stratum, p },
        ...{ listings: memberIds.length, audits: grant.observed },
      });
  }
  await insertAccepted(tx, { catalogId, policyId: policy.id, modelVersionId }, accepted);
  const unitIds = accepted.map((row) => row.clusterId);
  await writeStageEvent(tx, { catalogId, stage: 'review-duplicates', unitIds });
  if (accepted.length > 0) await wakeUnits(tx, { catalogId, stage: 'cluster', unitIds: [catalogId] });
  const last = rows.length > 0 ? rows[rows.length - 1].clusterId : null;
  return { accepted: accepted.length, drawn: drawn.length, returned: 0, last };
}

/**
 * One step of a catalog's policy of duplicates: evidence, alarms and what they give back, then every proposed cluster that
 * waits, in short transactions. Rests while listings are on their way to their clusters.
 */
export async function runClusterPolicy(
  catalogId: string,
  modelVersionId: string,
  signal: AbortSignal,
): Promise<PolicyStep> {
  const taken = await takeStock(catalogId, modelVersionId);
  const step: PolicyStep = { accepted: 0, drawn: 0, returned: await returnClusters(catalogId, signal) };
  if (!taken || taken.marked > 0 || (await isUnsettled(catalogId))) return step;
  let after: string | null = beforeAll;
  for (let batches = 0; after !== null && batches < batchesMax && !signal.aborted; batches++) {
    const from: string = after;
    const batch = await inTransaction(async (tx) => {
      // Somebody may have switched it off since.
      const policy = await lockPolicy(tx, { catalogId, queue: 'duplicates' });
      return policy?.id === taken.standing.policy.id ? mergeBatch(tx, taken.standing, from) : null;
    });
    if (!batch) break;
    step.accepted += batch.accepted;
    step.drawn += batch.drawn;
    after = batch.last;
  }
  return step;
}
