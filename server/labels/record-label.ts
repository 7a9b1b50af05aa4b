import type { Actor } from '#server/auth/actor.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import {
  excludeByDecision,
  excludeBySubject,
  excludeEarlierOf,
  insertLabels,
  type NewLabel,
} from './store-record.ts';

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

/** Writes the raw labels of one decision, in its transaction: all of one catalog and kind. Returns their ids. */
export async function recordLabels(tx: Tx, actor: Actor, inputs: RecordLabel[]): Promise<string[]> {
  if (inputs.length === 0) return [];
  const labels = inputs.map(
    (input): NewLabel => ({
      ...input,
      id: newId(),
      actorId: actor.id,
      otherId: input.otherId ?? null,
      depth: input.depth ?? null,
    }),
  );
  await excludeEarlierOf(tx, labels);
  await insertLabels(tx, labels);
  return labels.map((label) => label.id);
}

/** The same for a decision that makes one label. Returns its id. */
export async function recordLabel(tx: Tx, actor: Actor, input: RecordLabel): Promise<string> {
  const [id] = await recordLabels(tx, actor, [input]);
  return id;
}

/** The decision was undone: its labels stay on record and are never trained on. */
export async function excludeLabelsOf(tx: Tx, decisionId: string): Promise<number> {
  return excludeByDecision(tx, decisionId);
}

/** The thing is to be judged anew: nothing that was said of it is believed any more. Returns how many labels that were. */
export async function excludeOnSubject(
  tx: Tx,
  thing: { catalogId: string; kind: 'category' | 'pair'; subjectId: string },
): Promise<number> {
  return excludeBySubject(tx, thing);
}
