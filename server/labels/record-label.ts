import type { Actor } from '#server/auth/actor.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { excludeByDecision, excludeEarlierOf, insertLabel, type NewLabel } from './store-record.ts';

export interface RecordLabel {
  catalogId: string;
  kind: 'category' | 'pair';
  decisionId: string;
  /** The product; of a pair the smaller id. */
  subjectId: string;
  /** Of a pair the greater id. */
  otherId?: string;
  /** Category id, or the relation of the pair. */
  value: string;
  depth?: number;
}

/** Writes the raw label of a decision, in the decision's transaction. Returns its id. */
export async function recordLabel(tx: Tx, actor: Actor, input: RecordLabel): Promise<string> {
  const label: NewLabel = {
    ...input,
    id: newId(),
    actorId: actor.id,
    otherId: input.otherId ?? null,
    depth: input.depth ?? null,
  };
  await excludeEarlierOf(tx, label);
  await insertLabel(tx, label);
  return label.id;
}

/** The decision was undone: its labels stay on record and are never trained on. */
export async function excludeLabelsOf(tx: Tx, decisionId: string): Promise<number> {
  return excludeByDecision(tx, decisionId);
}
