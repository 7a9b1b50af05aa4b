/** Opens the embedder of a catalog from the registry. */
import { type Embed, openEmbedderFiles } from '#server/inference/text-embedder.ts';
import type { ModelFiles } from '#server/registry/load-model.ts';

export interface Embedder {
  modelVersionId: string;
  embed: Embed;
}

/** Vocabulary and table of one take some tens of megabytes. */
const openMax = 3;
const opened = new Map<string, Promise<Embedder>>();

async function open(files: ModelFiles): Promise<Embedder> {
  const [model, vocabulary] = await Promise.all([files.read('model'), files.read('vocabulary')]);
  return { modelVersionId: files.modelVersionId, embed: await openEmbedderFiles({ model, vocabulary }) };
}

/** Opens an embedder; the last few opened stay open in this process, however many ask for one at the same time. */
export function openEmbedder(files: ModelFiles): Promise<Embedder> {
  const id = files.modelVersionId;
  const embedder = opened.get(id) ?? open(files);
  opened.delete(id);
  opened.set(id, embedder);
  // A file that was mended is read again.
  embedder.catch(() => opened.delete(id));
  for (const [oldest] of opened) {
    if (opened.size <= openMax) break;
    opened.delete(oldest);
  }
  return embedder;
}
