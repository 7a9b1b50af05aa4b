/** The `features` stage: language, title signature and picture statistics of each product whose input is new or changed. */
import { createHash } from 'node:crypto';
import { eld } from 'eld/medium';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { foldAccents, normaliseText, splitWords } from '#server/ml/text/normalise.ts';
import { pixelsVersion } from '#server/pixels/measure-image.ts';
import { measureImages, type PictureFacts } from './measure-images.ts';
import { featureVersion } from './product-text.ts';
import { type FeatureRow, type ProductForModels, readProducts, saveFeatures } from './store.ts';
import { saveImageStats } from './store-images.ts';

/** Equal for titles that differ in order, case, accents or punctuation alone: near-identical listings share it. */
function titleSignature(title: string): string {
  const words = [...new Set(splitWords(foldAccents(normaliseText(title))))].sort();
  return createHash('sha256').update(words.join(' ')).digest('hex').slice(0, 16);
}

const noPictures: PictureFacts = { measured: 0, unusable: [] };

function toFeatures(product: ProductForModels, pictures: PictureFacts): FeatureRow {
  const text = normaliseText(`${product.title} ${product.description ?? ''}`).slice(0, 1000);
  const detected = eld.detect(text);
  return {
    productId: product.id,
    featureVersion,
    inputHash: product.inputHash,
    features: {
      language: detected.language || null,
      words: splitWords(text).length,
      pictures: { ...pictures },
    },
    titleSignature: titleSignature(product.title),
  };
}

export const handle: StageHandler = async ({ unitIds, signal }) => {
  const products = await readProducts(unitIds);
  const pictures = await measureImages(
    products.map((product) => product.id),
    signal,
  );
  if (signal.aborted) return { later: { unitIds, reason: 'the worker stops', retryAfterMs: 0 } };
  const rows = products.map((product) => toFeatures(product, pictures.facts.get(product.id) ?? noPictures));
  const found = new Set(products.map((product) => product.id));
  return {
    done: [...found],
    notApplicable: unitIds.filter((id) => !found.has(id)),
    write: async (tx) => {
      await saveFeatures(tx, rows);
      await saveImageStats(tx, pixelsVersion, pictures.rows);
    },
  };
};
