import type { Actor } from '#server/auth/actor.ts';
import type { Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { type Write, writeTogether } from '#server/db/write-together.ts';
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

/** The raw labels of one decision as changes that run beside it: all of one catalog and kind. */
export function labelWrites(actor: Actor, inputs: RecordLabel[]): { ids: string[]; writes: Write[] } {
  if (inputs.length === 0) return { ids: [], writes: [] };
  const labels = inputs.map(
    (input): NewLabel => ({
      ...input,
      id: newId(),
      actorId: actor.id,
      otherId: input.otherId ?? null,
      depth: input.depth ?? null,
    }),
  );
  // Both see the rows of before: what is new is not among the earlier ones.
  return { ids: labels.map((label) => label.id), writes: [excludeEarlierOf(labels), insertLabels(labels)] };
}

/** Writes the raw labels of one decision, in its transaction. Returns their ids. */
export async function recordLabels(tx: Tx, actor: Actor, inputs: RecordLabel[]): Promise<string[]> {
  const { ids, writes } = labelWrites(actor, inputs);
  await writeTogether(tx, writes);
  return ids;
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
