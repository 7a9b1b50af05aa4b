import type { Actor } from '#server/auth/actor.ts';
import { previewUndo } from '#server/review/preview-undo.ts';
import { plainState, type UndoChange, type UndoPreview } from '#server/review/schema-history.ts';
import type { ClusterEffect } from './apply-cluster-decision.ts';
import { pairEffectOf } from './apply-pair-decision.ts';
import { readMergesOf } from './store-cluster.ts';

/** What taking back an answer to a pair or cluster would change. */
export function previewClusterUndo(actor: Actor, targetKey: string): Promise<UndoPreview> {
  return previewUndo(actor, targetKey, async (tx, decision) => {
    const effect = decision.effect as Partial<ClusterEffect>;
    const asked = pairEffectOf(decision);
    const item: UndoChange = { what: 'item', now: plainState('decided'), after: plainState('yours') };
    if (!effect.memberIds && !asked) return [item];
    const merges = await readMergesOf(tx, decision.id);
    if (merges.some((merge) => !merge.isIntact)) return null;
    const facts = effect.factIds?.length ?? 0;
    return [
      ...merges.map(({ memberIds }): UndoChange => {
        const values = { count: memberIds.length };
        return { what: 'record', now: { code: 'as-one', values }, after: { code: 'of-their-own', values } };
      }),
      ...(facts > 0
        ? [
            {
              what: 'facts' as const,
              now: { code: 'in-force' as const, values: { count: facts } },
              after: plainState('withdrawn'),
            },
          ]
        : []),
      ...(effect.memberIds
        ? [
            {
              what: 'cluster' as const,
              now: plainState('settled'),
              after: { code: 'open' as const, values: { count: effect.memberIds.length } },
            },
          ]
        : []),
      item,
    ];
  });
}
