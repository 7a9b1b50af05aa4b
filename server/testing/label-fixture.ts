/** Labels as decisions leave them, for tests that need no review desk. */
import type { Db } from '#server/db/client.ts';
import { newId } from '#server/db/uuid.ts';

export interface LabelFixture {
  catalogId: string;
  subjectId: string;
  otherId?: string;
  /** Category id, or the relation of a pair. */
  value: string;
  actorId?: string;
  state?: 'raw' | 'agreed' | 'disputed' | 'excluded';
  depth?: number;
  blind?: boolean;
  servedProbability?: number;
  servedPolicy?: string;
  suggestionShown?: boolean;
  seconds?: number;
  itemId?: string;
  modelVersionId?: string;
}

/** Labels with their decisions, in this order. Returns the labels' ids. */
export async function someLabels(db: Db, labels: readonly LabelFixture[]): Promise<string[]> {
  const rows = labels.map((label) => ({
    label,
    ids: { id: newId(), decisionId: newId() },
    shared: {
      catalogId: label.catalogId,
      subjectId: label.subjectId,
      actorId: label.actorId ?? 'somebody',
      kind: label.otherId ? 'pair' : 'category',
    },
  }));
  await db.decision.createMany({
    data: rows.map(({ label, ids, shared }) => ({
      ...shared,
      id: ids.decisionId,
      actorKind: 'person',
      answer: label.otherId ? {} : { kind: 'category', categoryId: label.value },
      idempotencyKey: ids.decisionId,
      blind: label.blind ?? false,
      servedProbability: label.servedProbability ?? 1,
      servedPolicy: label.servedPolicy,
      suggestionShown: label.suggestionShown ?? false,
      seconds: label.seconds,
      itemId: label.itemId,
      modelVersionId: label.modelVersionId,
    })),
  });
  await db.label.createMany({
    data: rows.map(({ label, ids, shared }) => ({
      ...{ ...shared, ...ids, value: label.value },
      otherId: label.otherId,
      depth: label.depth,
      state: label.state ?? 'raw',
    })),
  });
  return rows.map(({ ids }) => ids.id);
}

/** One label with its decision. Returns the label's id. */
export async function aLabel(db: Db, label: LabelFixture): Promise<string> {
  const [id] = await someLabels(db, [label]);
  return id;
}
