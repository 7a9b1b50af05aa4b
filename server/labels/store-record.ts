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

export async function insertLabels(tx: Tx, labels: NewLabel[]): Promise<void> {
  await tx.label.createMany({ data: labels.map((label) => ({ ...label, state: 'raw' })) });
}

/** Labels of a decision that was undone or superseded: kept, and never trained on again. */
export async function excludeByDecision(tx: Tx, decisionId: string): Promise<number> {
  const { count } = await tx.label.updateMany({ where: { decisionId }, data: { state: 'excluded' } });
  return count;
}

/** Earlier labels of the same person on the same subjects: one person has one word on a thing. */
export async function excludeEarlierOf(tx: Tx, labels: NewLabel[]): Promise<void> {
  const [{ catalogId, kind, actorId }] = labels;
  await tx.$executeRaw`
    UPDATE label l SET state = 'excluded'
    FROM unnest(${labels.map((label) => label.subjectId)}::uuid[], ${labels.map((label) => label.otherId)}::uuid[]) AS again (subject_id, other_id)
    WHERE l.subject_id = again.subject_id AND l.other_id IS NOT DISTINCT FROM again.other_id
      AND l.catalog_id = ${catalogId}::uuid AND l.kind = ${kind} AND l.actor_id = ${actorId} AND l.state <> 'excluded'`;
}

/** All live labels on a thing: somebody asks for it to be judged anew. */
export async function excludeBySubject(
  tx: Tx,
  thing: { catalogId: string; kind: 'category' | 'pair'; subjectId: string },
): Promise<number> {
  const { count } = await tx.label.updateMany({
    where: { ...thing, state: { not: 'excluded' } },
    data: { state: 'excluded' },
  });
  return count;
}
