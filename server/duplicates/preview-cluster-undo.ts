import type { Actor } from '#server/auth/actor.ts';
import { previewUndo } from '#server/review/preview-undo.ts';
import type { UndoPreview } from '#server/review/schema-history.ts';
import type { ClusterEffect } from './apply-cluster-decision.ts';
import { readMergesOf } from './store-cluster.ts';

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What taking back an answer to a pair or cluster would change. */
export function previewClusterUndo(actor: Actor, targetKey: string): Promise<UndoPreview> {
  return previewUndo(actor, targetKey, async (tx, decision) => {
    const effect = decision.effect as Partial<ClusterEffect>;
    const item = { what: 'item', now: 'decided', after: 'yours again' };
    if (!effect.memberIds) return [item];
    const merges = await readMergesOf(tx, decision.id);
    if (merges.some((merge) => !merge.isIntact)) return null;
    const facts = effect.factIds?.length ?? 0;
    return [
      ...merges.map((merge) => ({
        what: 'merged record',
        now: counted(merge.memberIds.length, 'listing as one', 'listings as one'),
        after: `${merge.memberIds.length} listings of their own`,
      })),
      ...(facts > 0
        ? [
            {
              what: 'statements about pairs',
              now: counted(facts, 'in force', 'in force'),
              after: 'withdrawn',
            },
          ]
        : []),
      {
        what: 'cluster',
        now: 'settled',
        after: `${counted(effect.memberIds.length, 'member', 'members')}, open`,
      },
      item,
    ];
  });
}
