import type { Actor } from '#server/auth/actor.ts';
import type { LabelPage, LabelPageInput } from './schema.ts';
import { countLabelStates, readLabelPage } from './store-labels.ts';

/** A page of labels, newest first, with how many there are in each state. */
export async function listLabels(
  _actor: Actor,
  catalogId: string,
  input: LabelPageInput,
): Promise<LabelPage> {
  const [rows, counts] = await Promise.all([
    readLabelPage(catalogId, input),
    countLabelStates(catalogId, input.kind),
  ]);
  const labels = rows.slice(0, input.limit);
  return { labels, counts, next: rows.length > input.limit ? labels[labels.length - 1].id : null };
}
