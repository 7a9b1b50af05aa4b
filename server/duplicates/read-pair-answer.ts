import type { Actor } from '#server/auth/actor.ts';
import type { Tx } from '#server/db/transaction.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import type { DecisionContent } from '#server/review/record-decision.ts';
import type { ItemRow } from '#server/review/store.ts';
import { applyPairDecision } from './apply-pair-decision.ts';
import { meaningOf, membersNamed, relationOf } from './rules-answer.ts';
import type { DecideCluster } from './schema-card.ts';
import { lockAskedPair } from './store-asked-pairs.ts';

type NotMembers = { ok: false; reason: 'not-members' };

/** What an answer to a question about one pair means: the four answers of a pair, and no others. */
export async function readPairAnswer(
  tx: Tx,
  actor: Actor,
  { answer }: DecideCluster,
  item: ItemRow,
): Promise<{ ok: true; content: DecisionContent<NotMembers> }> {
  const asked = await lockAskedPair(tx, item.subjectId);
  const pair = asked ? [asked.a, asked.b] : [];
  const named = membersNamed(answer);
  const [relation] = meaningOf(answer, pair).relations;
  const namesPair = named.length === 0 || [...named].sort().join() === pair.join();
  const isOdd = asked !== null && (answer.kind === 'split' || !namesPair);
  const isEscalated = answer.kind === 'escalate';
  const content: DecisionContent<NotMembers> = {
    kind: 'pair',
    answer,
    nextState: isEscalated ? 'escalated' : 'decided',
    stage: isEscalated ? null : 'review-duplicates',
    relation: relationOf(answer),
    reasonCode: isEscalated || answer.kind === 'cant-tell' ? answer.reasonCode : null,
    score: asked?.p,
    suggestionShown: false,
    revision: asked?.revision ?? null,
    refuse: async () => (isOdd ? { ok: false, reason: 'not-members' } : null),
    apply: async (inside, { catalogId }, decisionId) => {
      // Whatever was said, the cluster that rested for this question may be asked about again.
      if (!isEscalated) await wakeUnits(inside, { catalogId, stage: 'cluster', unitIds: [catalogId] });
      return {
        effect:
          asked && relation ? await applyPairDecision(inside, actor, asked, { decisionId, relation }) : {},
      };
    },
  };
  return { ok: true, content };
}
