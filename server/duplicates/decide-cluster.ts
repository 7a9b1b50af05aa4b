import type { Actor } from '#server/auth/actor.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { type DecisionContent, recordDecision } from '#server/review/record-decision.ts';
import type { DecisionOutcome } from '#server/review/schema.ts';
import type { ItemRow } from '#server/review/store.ts';
import { applyClusterDecision } from './apply-cluster-decision.ts';
import { type ContradictionFound, findContradictions } from './find-contradictions.ts';
import { readPairAnswer } from './read-pair-answer.ts';
import { meaningOf, membersNamed, relationOf } from './rules-answer.ts';
import type { DecideCluster } from './schema-card.ts';
import { lockAskedPair, pairReason } from './store-asked-pairs.ts';
import { type LockedCluster, lockCluster, readLinks } from './store-cluster.ts';
import { lockAnswersOfItem } from './store-facts.ts';

export type NotMembers = { ok: false; reason: 'not-members' };
export type ClusterRefusal = ContradictionFound | NotMembers;
export type DecideClusterOutcome = DecisionOutcome | ClusterRefusal;

/** Locks the cluster, or asked pair, and tells its revision; null when nothing is left to ask. Shared with undo. */
export async function clusterRevision(tx: Tx, subjectId: string): Promise<number | null> {
  const cluster = await lockCluster(tx, subjectId);
  if (cluster) return cluster.state !== 'proposed' || cluster.liveIds.length < 2 ? null : cluster.revision;
  return (await lockAskedPair(tx, subjectId))?.revision ?? null;
}

/** A revision that no card was ever shown under. */
const shrunk = -1;

/** Whether listings that the answer names, or all but one, went since the card was shown: it is shown anew, as it is now. */
function goneSince({ memberIds, liveIds }: LockedCluster, named: readonly string[]): boolean {
  const gone = new Set(memberIds.filter((id) => !liveIds.includes(id)));
  return gone.size > 0 && (liveIds.length < 2 || named.some((id) => gone.has(id)));
}

async function readAnswer(tx: Tx, actor: Actor, input: DecideCluster, item: ItemRow) {
  const { answer } = input;
  const cluster = await lockCluster(tx, item.subjectId);
  // What was delisted or merged elsewhere is on no card: an answer says nothing of it.
  const memberIds = cluster?.liveIds ?? [];
  const meaning = meaningOf(answer, memberIds);
  const named = membersNamed(answer);
  const isShrunk = cluster !== null && goneSince(cluster, named);
  const isPair = memberIds.length === 2;
  const link = isPair ? (await readLinks(memberIds, tx))[0] : undefined;
  // An empty answer changes nothing: "can't tell" and escalations leave the cluster as it is.
  const saysSomething = meaning.relations.length > 0;
  const content: DecisionContent<ClusterRefusal> = {
    kind: isPair ? 'pair' : 'cluster',
    answer,
    nextState: answer.kind === 'escalate' ? 'escalated' : 'decided',
    stage: answer.kind === 'escalate' ? null : 'review-duplicates',
    relation: relationOf(answer),
    reasonCode: answer.kind === 'cant-tell' || answer.kind === 'escalate' ? answer.reasonCode : null,
    score: link?.p ?? cluster?.p,
    suggestionShown: input.suggestionShown,
    revision: isShrunk ? shrunk : (cluster?.revision ?? null),
    refuse: async (inside) => {
      const known = new Set(memberIds);
      const isOdd = new Set(named).size !== named.length || named.some((id) => !known.has(id));
      return isOdd ? { ok: false, reason: 'not-members' } : findContradictions(inside, meaning.relations);
    },
    apply: async (inside, held, decisionId) => ({
      effect: saysSomething
        ? await applyClusterDecision(inside, actor, { clusterId: held.subjectId, decisionId, ...meaning })
        : {},
    }),
  };
  return { ok: true as const, content };
}

/**
 * A person's answer to a pair or a cluster: facts, labels, merge with golden record, cluster, decision, audit, stage
 * event and the end of the lease in one transaction. A contradiction with earlier decisions is refused with its chain.
 */
export function decideCluster(actor: Actor, input: DecideCluster): Promise<DecideClusterOutcome> {
  return inTransaction(async (tx) => {
    await lockAnswersOfItem(tx, input.itemId);
    return recordDecision<ClusterRefusal>(tx, actor, 'duplicates', input, (inside, item) =>
      item.reason === pairReason
        ? readPairAnswer(inside, actor, input, item)
        : readAnswer(inside, actor, input, item),
    );
  });
}
