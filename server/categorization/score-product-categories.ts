/** Categories of one product as typed in: nothing is written. */

import { neighbourCount } from '#server/ml/fusion/neighbour-votes.ts';
import { measureImage, pixelsVersion } from '#server/pixels/measure-image.ts';
import { normalizeImage } from '#server/pixels/normalize-image.ts';
import { loadActiveModel } from '#server/registry/load-model.ts';
import { openEmbedder } from '#server/representation/embedder.ts';
import { encoderOfVersion } from '#server/representation/picture-encoder.ts';
import { encodePicture } from '#server/representation/picture-vectors.ts';
import { toDocument } from '#server/representation/product-text.ts';
import type { LiveProduct } from '#server/representation/schema.ts';
import { type Neighbour, nearestTo } from '#server/representation/store-nearest.ts';
import { openCategorizer } from './open-categorizer.ts';
import type { LiveCategories } from './schema-live.ts';
import { readCategoriesWithParents } from './store-card.ts';

/** Similar products shown. */
const shownMax = 6;

/** The vector of a picture as typed in; null where there is none, it cannot be read, or the model reads no pictures. */
async function pictureOf(product: LiveProduct, version: string | null): Promise<Float32Array | null> {
  if (!product.imageBase64 || version === null) return null;
  const encoder = await encoderOfVersion(version);
  if (!encoder && version !== pixelsVersion) return null;
  const image = await normalizeImage(Buffer.from(product.imageBase64, 'base64'));
  if (!image.ok) return null;
  if (encoder) return encodePicture(encoder, image.bytes);
  return (await measureImage(image.bytes, image.width, image.height))?.descriptor ?? null;
}

async function neighboursOf(product: LiveProduct): Promise<Neighbour[]> {
  const files = await loadActiveModel(product.catalogId, 'embedder');
  if (!files) return [];
  const embedder = await openEmbedder(files);
  const [vector] = await embedder.embed([toDocument(product)]);
  return vector ? nearestTo(vector, files.modelVersionId, neighbourCount, product.productId ?? null) : [];
}

/** Scores a product with the catalog's active categorizer; `no-model` before the first promotion. */
export async function scoreProductCategories(product: LiveProduct): Promise<LiveCategories> {
  const files = await loadActiveModel(product.catalogId, 'categorizer');
  if (!files) return { ok: false, reason: 'no-model' };
  const categorizer = await openCategorizer(files);
  const document = toDocument(product);
  const near = await neighboursOf(product);
  const picture = await pictureOf(product, categorizer.stored.pictureEncoder);
  const neighbours = near.map((one) => ({ similarity: 1 - one.distance, categoryId: one.currentCategoryId }));
  const rows = { documents: [document], pictures: [picture], neighbours: [neighbours] };
  const [suggestion] = await categorizer.suggest(rows, [[]]);
  const ids = [
    ...suggestion.topK.map((one) => one.categoryId),
    ...suggestion.opinions.map((one) => one.categoryId),
    ...near.flatMap((one) => (one.currentCategoryId ? [one.currentCategoryId] : [])),
  ];
  const names = await readCategoriesWithParents([...new Set(ids)]);
  const pathOf = (id: string): string => names.get(id)?.pathName ?? id;
  return {
    ok: true,
    modelVersionId: files.modelVersionId,
    depthOk: suggestion.depthOk,
    categories: suggestion.topK.map(({ categoryId, p }, at) => ({
      categoryId,
      pathName: pathOf(categoryId),
      p,
      words: at === 0 ? categorizer.reasons(document, suggestion.leaf, suggestion.against) : [],
    })),
    opinions: suggestion.opinions.map(({ name, categoryId, p }) => ({
      name,
      pathName: pathOf(categoryId),
      p,
    })),
    disagreement: suggestion.disagreement,
    similar: near.slice(0, shownMax).map((one) => ({
      productId: one.productId,
      title: one.title,
      similarity: 1 - one.distance,
      pathName: one.currentCategoryId ? pathOf(one.currentCategoryId) : null,
    })),
  };
}
