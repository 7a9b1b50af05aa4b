/**
 * Learns a catalog's attributes from the products of a training run, registers the model, and keeps what models that had not seen
 * a product suggest for it.
 */
import { inTransaction } from '#server/db/transaction.ts';
import { attributePrecision } from '#server/evaluation/attribute-choices.ts';
import type { TrainingOptions } from '#server/evaluation/attribute-models.ts';
import { attributeRows, learnAttributes } from '#server/evaluation/learn-attributes.ts';
import { loadModelVersion } from '#server/registry/load-model.ts';
import { registerModel } from '#server/registry/register-model.ts';
import { featureVersion } from '#server/representation/product-text.ts';
import { type ProductForModels, readProducts } from '#server/representation/store.ts';
import { encodeAttributes } from './attribute-files.ts';
import { attributeDocument, openAttributes } from './open-attributes.ts';
import { type AttributesToSave, saveAttributes } from './store-attributes.ts';

export interface AttributeTraining {
  catalogId: string;
  runId: string;
  /** Products of the dataset; those that are learnt from are read again. */
  productIds: readonly string[];
  trainedOn: Record<string, unknown>;
  madeBy: Record<string, string>;
}

/** Rows of one short transaction: nobody's click waits behind bulk work. */
const batchSize = 500;

/** Products of one query. */
const pageSize = 1000;

/** The products that attributes are learnt from: of a million, the whole of a few thousand is held. */
async function readSample(productIds: readonly string[], seed: number): Promise<ProductForModels[]> {
  const rows = attributeRows(productIds.length, seed);
  const products: ProductForModels[] = [];
  for (let from = 0; from < rows.length; from += pageSize) {
    const ids = Array.from(rows.subarray(from, from + pageSize), (row) => productIds[row]);
    for (const product of await readProducts(ids)) products.push(product);
  }
  return products;
}

/** The new version's id; null where the catalog states no attribute often enough in few enough words, or none is told surely. */
export async function trainAttributeModel(
  training: AttributeTraining,
  options: TrainingOptions,
): Promise<string | null> {
  const { catalogId, runId, productIds, trainedOn, madeBy } = training;
  const products = await readSample(productIds, options.seed);
  const learnt = await learnAttributes(
    products.map(({ attributes }) => attributes),
    (row) => attributeDocument(products[row]),
    options,
  );
  if (!learnt || learnt.attributes.length === 0) return null;
  const modelVersionId = await registerModel({
    ...{ catalogId, runId, origin: 'trained', files: encodeAttributes(learnt) },
    manifest: {
      kind: 'attributes',
      name: learnt.attributes.map(({ name }) => name).join(', '),
      featureVersion,
      trainedOn: { ...trainedOn, rows: learnt.outOfFold.rows.length, seed: options.seed },
      evaluation: {
        provisional: true,
        by: 'out of fold, each fold with the choices of the others',
        'precision promised': attributePrecision,
        ...learnt.measures,
      },
      madeBy,
    },
  });
  const files = await loadModelVersion(modelVersionId);
  if (!files) throw new Error('the model was registered and is not there');
  const model = await openAttributes(files);
  const { rows, folds, answers } = learnt.outOfFold;
  for (let from = 0; from < rows.length; from += batchSize) {
    const batch: AttributesToSave[] = [];
    for (let at = from; at < Math.min(rows.length, from + batchSize); at++) {
      const product = products[rows[at]];
      const { id: productId, inputHash } = product;
      batch.push({
        productId,
        inputHash,
        fold: folds[at],
        suggested: await model.explain(product, answers[at]),
      });
    }
    await inTransaction((tx) => saveAttributes(tx, modelVersionId, batch));
  }
  return modelVersionId;
}
