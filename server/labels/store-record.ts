import type { Tx } from '#server/db/transaction.ts';

export interface NewLabel {
  id: string;
  catalogId: string;
  kind: 'category' | 'pair';
  decisionId: string;
  actorId: string;
  subjectId: string;
  otherId: string | null;
  value: string;
  depth: number | null;
}

export async function insertLabel(tx: Tx, label: NewLabel): Promise<void> {
  await tx.label.create({ data: { ...label, state: 'raw' } });
}

/** Labels of a decision that was undone or superseded: kept, and never trained on again. */
export async function excludeByDecision(tx: Tx, decisionId: string): Promise<number> {
  const { count } = await tx.label.updateMany({ where: { decisionId }, data: { state: 'excluded' } });
  return count;
}

/** Earlier labels of the same person on the same subject: one person has one word on a thing. */
export async function excludeEarlierOf(tx: Tx, label: NewLabel): Promise<void> {
  const { catalogId, kind, actorId, subjectId, otherId, id } = label;
  await tx.label.updateMany({
    where: { catalogId, kind, actorId, subjectId, otherId, id: { not: id }, state: { not: 'excluded' } },
    data: { state: 'excluded' },
  });
}
