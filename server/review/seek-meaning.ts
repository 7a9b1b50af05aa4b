import { findNamedCategories } from '#server/catalog/find-named-categories.ts';
import { askMeaning } from '#server/representation/ask-meaning.ts';
import type { MeaningLack } from '#server/representation/schema-meaning.ts';
import type { QueueFilter, SoughtFilter } from './schema-filter.ts';

/**
 * A filter with the categories that its words name and with their meaning, within the limit of `askMeaning`. `byWordsOnly`: why there is none; null where there is one, or
 * where no words were typed or words alone were asked for.
 */
export async function seekMeaning<F extends QueueFilter>(
  catalogId: string,
  filter: F,
): Promise<{ filter: F & SoughtFilter; byWordsOnly: MeaningLack | null }> {
  if (!filter.q || filter.by === 'words') return { filter, byWordsOnly: null };
  const [meaning, named] = await Promise.all([
    askMeaning(catalogId, filter.q),
    findNamedCategories(catalogId, filter.q),
  ]);
  if (!meaning.ok) return { filter: { ...filter, named }, byWordsOnly: meaning.reason };
  const { vector, modelVersionId } = meaning;
  return { filter: { ...filter, named, meaning: { vector, modelVersionId } }, byWordsOnly: null };
}
