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
}

/** One label with its decision. Returns the label's id. */
export async function aLabel(db: Db, label: LabelFixture): Promise<string> {
  const { catalogId, subjectId, value, actorId = 'somebody' } = label;
  const [id, decisionId] = [newId(), newId()];
  const kind = label.otherId ? 'pair' : 'category';
  await db.decision.create({
    data: {
      ...{ id: decisionId, catalogId, kind, subjectId, actorId },
      actorKind: 'person',
      answer: {},
      idempotencyKey: decisionId,
      blind: label.blind ?? false,
      servedProbability: label.servedProbability ?? 1,
      servedPolicy: label.servedPolicy,
      suggestionShown: label.suggestionShown ?? false,
      seconds: label.seconds,
      itemId: label.itemId,
    },
  });
  await db.label.create({
    data: {
      ...{ id, catalogId, kind, decisionId, actorId, subjectId, value },
      otherId: label.otherId,
      depth: label.depth,
      state: label.state ?? 'raw',
    },
  });
  return id;
}
