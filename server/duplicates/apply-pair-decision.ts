import type { Actor } from '#server/auth/actor.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { excludeLabelsOf, recordLabels } from '#server/labels/record-label.ts';
import type { DecisionRow } from '#server/review/store-decisions.ts';
import { findContradictions } from './find-contradictions.ts';
import { takeBackMerge } from './merge-by-policy.ts';
import { mergeCluster } from './merge-cluster.ts';
import type { PairRelation, Relation } from './rules-contradiction.ts';
import { type AskedPairRow, leaveProposals, readPolicyMerges, readStanding } from './store-asked-pairs.ts';
import {
  dissolveCluster,
  insertCluster,
  markMergeUndone,
  readMergesOf,
  setSurvivor,
} from './store-cluster.ts';
import { areToldApart, insertFacts, supersedeFacts } from './store-facts.ts';
import { withdrawAsked } from './store-filed.ts';

/** What undo puts back. `askedPair` tells it from the answer to a proposed cluster. */
export interface PairEffect {
  askedPair: string;
  /** False: the answer contradicts what people said before, so it is a label and nothing else. */
  isFact: boolean;
  factIds: string[];
  mergeIds: string[];
  newClusterIds: string[];
}

/** Merges what stands for the two listings now, where both are in the catalog and not one record already. */
async function mergeStanding(
  tx: Tx,
  { catalogId }: AskedPairRow,
  survivors: string[],
  decisionId: string,
): Promise<Pick<PairEffect, 'mergeIds' | 'newClusterIds'>> {
  const clusterId = newId();
  const memberIds = [...survivors].sort();
  await leaveProposals(tx, memberIds);
  await insertCluster(tx, { id: clusterId, catalogId, state: 'merged', memberIds });
  const { mergeId } = await mergeCluster(tx, { catalogId, clusterId, decisionId, memberIds });
  return { mergeIds: [mergeId], newClusterIds: [clusterId] };
}

/** What stands for the two listings; where a policy made them one and a person tells them apart, its merge ends first. */
async function standingFor(
  tx: Tx,
  actor: Actor,
  asked: AskedPairRow,
  value: Relation,
): ReturnType<typeof readStanding> {
  const standing = await readStanding(tx, asked);
  if (value === 'same' || standing.a.survivorId !== standing.b.survivorId) return standing;
  const merges = await readPolicyMerges(tx, asked);
  for (const decisionId of merges) await takeBackMerge(tx, actor, decisionId, 'told-apart');
  return merges.length > 0 ? readStanding(tx, asked) : standing;
}

/**
 * Writes what an answer about one asked pair means: a label always (it is a measure, whatever others said), a fact where it
 * fits what people have told, and where it is "same", the merge of the two records. A blind answer is never refused:
 * that would tell what others answered, and bias the measure by leaving it out.
 */
export async function applyPairDecision(
  tx: Tx,
  actor: Actor,
  asked: AskedPairRow,
  decision: { decisionId: string; relation: PairRelation },
): Promise<PairEffect> {
  const { catalogId, a, b } = asked;
  const { decisionId, relation } = decision;
  const value = relation.relation;
  await recordLabels(tx, actor, [{ catalogId, kind: 'pair', decisionId, subjectId: a, otherId: b, value }]);
  const standing = await standingFor(tx, actor, asked, value);
  const records = [standing.a.survivorId, standing.b.survivorId];
  const isOne = records[0] === records[1];
  const opposes = value === 'same' ? !isOne && (await areToldApart(tx, records)) : isOne;
  const effect = { askedPair: asked.id, factIds: [], mergeIds: [], newClusterIds: [] };
  if (opposes || (await findContradictions(tx, [relation]))) return { ...effect, isFact: false };
  const factIds = await insertFacts(tx, { catalogId, decisionId, actorId: actor.id }, [relation]);
  const isMerge = value === 'same' && !isOne && standing.a.isLive && standing.b.isLive;
  const merged = isMerge ? await mergeStanding(tx, asked, records, decisionId) : {};
  return { ...effect, isFact: true, factIds, ...merged };
}

/** The effect of an answer about an asked pair; null where the decision is about a proposed cluster. */
export function pairEffectOf(decision: Pick<DecisionRow, 'effect'>): PairEffect | null {
  const effect = decision.effect as Partial<PairEffect> | null;
  return effect?.askedPair ? (effect as PairEffect) : null;
}

/** Reverses an answer about an asked pair in the undo's transaction; false where somebody has built on its merge. */
export async function reversePairDecision(
  tx: Tx,
  decision: DecisionRow,
  undoDecisionId: string,
): Promise<boolean> {
  const { catalogId, subjectId } = decision;
  await excludeLabelsOf(tx, decision.id);
  await wakeUnits(tx, { catalogId, stage: 'review-duplicates', unitIds: [subjectId] });
  const merges = await readMergesOf(tx, decision.id);
  if (merges.some((merge) => !merge.isIntact)) return false;
  for (const merge of merges) {
    const losers = merge.memberIds.filter((id) => id !== merge.survivorId);
    await setSurvivor(tx, losers, null);
    await wakeUnits(tx, { catalogId, stage: 'features', unitIds: losers });
    await markMergeUndone(tx, merge.id, undoDecisionId);
    await withdrawAsked(tx, merge.survivorId);
    await dissolveCluster(tx, merge.clusterId);
  }
  await supersedeFacts(tx, decision.id, undoDecisionId);
  await wakeUnits(tx, { catalogId, stage: 'cluster', unitIds: [catalogId] });
  return true;
}
