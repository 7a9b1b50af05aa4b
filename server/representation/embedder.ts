/** Opens the embedder of a catalog from the registry. */
import { type Embed, openEmbedderFiles } from '#server/inference/text-embedder.ts';
import type { ModelFiles } from '#server/registry/load-model.ts';

export interface Embedder {
  modelVersionId: string;
  embed: Embed;
}

let opened: Embedder | null = null;

/** Opens an embedder; the last one opened stays open in this process. */
export async function openEmbedder(files: ModelFiles): Promise<Embedder> {
  if (opened?.modelVersionId === files.modelVersionId) return opened;
  const [model, vocabulary] = await Promise.all([files.read('model'), files.read('vocabulary')]);
  const embed = await openEmbedderFiles({ model, vocabulary });
  opened = { modelVersionId: files.modelVersionId, embed };
  return opened;
}
