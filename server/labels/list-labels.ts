import type { LabelPage, LabelPageInput } from './schema.ts';
import { countLabelStates, readLabelPage, readPersonName } from './store-labels.ts';

/** A page of labels, newest first, with how many there are in each state. */
export async function listLabels(catalogId: string, input: LabelPageInput): Promise<LabelPage> {
  const [rows, counts, by] = await Promise.all([
    readLabelPage(catalogId, input),
    countLabelStates(catalogId, input),
    input.actorId ? readPersonName(catalogId, input.actorId) : null,
  ]);
  const labels = rows.slice(0, input.limit);
  return { labels, counts, by, next: rows.length > input.limit ? labels[labels.length - 1].id : null };
}
