/** The vector of typed words, in the live scoring process. */
import { z } from 'zod';
import { loadActiveModel } from '#server/registry/load-model.ts';
import { openEmbedder } from './embedder.ts';
import { toDocument } from './product-text.ts';
import type { EmbeddedWords } from './schema-meaning.ts';

const questionSchema = z.object({ catalogId: z.uuid(), words: z.string().max(200) });

/**
 * Where typed words stand among the products, by the catalog's active embedder. They are read as a description, not as a title:
 * a title has a part of the vector of its own, where only titles with the same words are near (flipkart1050, names of categories: of the ten
 * nearest .28 right, read as a title .19; the same where listings have no descriptions). Throws where the model's files are not what its manifest says.
 */
export async function embedWords(input: unknown): Promise<EmbeddedWords> {
  const { catalogId, words } = questionSchema.parse(input);
  const files = await loadActiveModel(catalogId, 'embedder');
  if (!files) return { ok: false, reason: 'no-embedder' };
  const embedder = await openEmbedder(files);
  const bare = { title: '', brand: null, description: words, attributes: {}, sellerCategoryPath: null };
  const [vector] = await embedder.embed([toDocument(bare)]);
  if (!vector) return { ok: false, reason: 'no-known-word' };
  return { ok: true, vector: Array.from(vector), modelVersionId: files.modelVersionId };
}
