/** The `features` stage: language and title signature of each product whose input is new or changed. */
import { createHash } from 'node:crypto';
import { eld } from 'eld/medium';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { foldAccents, normaliseText, splitWords } from '#server/ml/text/normalise.ts';
import { featureVersion } from './product-text.ts';
import { type FeatureRow, type ProductForModels, readProducts, saveFeatures } from './store.ts';

/** Equal for titles that differ in order, case, accents or punctuation alone: near-identical listings share it. */
function titleSignature(title: string): string {
  const words = [...new Set(splitWords(foldAccents(normaliseText(title))))].sort();
  return createHash('sha256').update(words.join(' ')).digest('hex').slice(0, 16);
}

function toFeatures(product: ProductForModels): FeatureRow {
  const text = normaliseText(`${product.title} ${product.description ?? ''}`).slice(0, 1000);
  const detected = eld.detect(text);
  return {
    productId: product.id,
    featureVersion,
    inputHash: product.inputHash,
    features: { language: detected.language || null, words: splitWords(text).length },
    titleSignature: titleSignature(product.title),
  };
}

export const handle: StageHandler = async ({ unitIds }) => {
  const products = await readProducts(unitIds);
  const rows = products.map(toFeatures);
  const found = new Set(products.map((product) => product.id));
  return {
    done: [...found],
    notApplicable: unitIds.filter((id) => !found.has(id)),
    write: (tx) => saveFeatures(tx, rows),
  };
};
