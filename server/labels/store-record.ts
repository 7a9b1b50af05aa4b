import { Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { Write } from '#server/db/write-together.ts';

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

/** New raw labels, all of one catalog, kind and person. */
export function insertLabels(labels: NewLabel[]): Write {
  const [{ catalogId, kind, actorId }] = labels;
  return Prisma.sql`
    INSERT INTO label (id, catalog_id, kind, decision_id, actor_id, subject_id, other_id, value, depth, state)
    SELECT l.id, ${catalogId}::uuid, ${kind}, l.decision_id, ${actorId}, l.subject_id, l.other_id, l.value, l.depth, 'raw'
    FROM unnest(${labels.map((label) => label.id)}::uuid[], ${labels.map((label) => label.decisionId)}::uuid[],
      ${labels.map((label) => label.subjectId)}::uuid[], ${labels.map((label) => label.otherId)}::uuid[],
      ${labels.map((label) => label.value)}::text[], ${labels.map((label) => label.depth)}::int[])
      AS l (id, decision_id, subject_id, other_id, value, depth)`;
}

/** Labels of a decision that was undone or superseded: kept, and never trained on again. */
export async function excludeByDecision(tx: Tx, decisionId: string): Promise<number> {
  const { count } = await tx.label.updateMany({ where: { decisionId }, data: { state: 'excluded' } });
  return count;
}

/** Earlier labels of the same person on the same subjects: one person has one word on a thing. */
export function excludeEarlierOf(labels: NewLabel[]): Write {
  const [{ catalogId, kind, actorId }] = labels;
  return Prisma.sql`
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
