/** Opens a model of attributes and answers with it. */
import type { AttributeHeads } from '#server/evaluation/attribute-models.ts';
import { type AttributeAnswer, answerAttributes } from '#server/evaluation/learn-attributes.ts';
import { writtenValues } from '#server/evaluation/written-values.ts';
import { type BagModel, openBagModel } from '#server/inference/bag-model.ts';
import type { BagRow } from '#server/inference/run-bags.ts';
import { type TextDocument, type TfidfModel, tfidfRow } from '#server/ml/linear/tfidf.ts';
import { decodeTfidf } from '#server/ml/linear/tfidf-codec.ts';
import type { ModelFiles } from '#server/registry/load-model.ts';
import { toDocument } from '#server/representation/product-text.ts';
import type { ProductForModels } from '#server/representation/store.ts';
import { type StoredAttribute, statedAt, storedAttributesSchema, valuesAt } from './attribute-files.ts';
import { levelOutput } from './categorizer-files.ts';
import type { SuggestedAttribute } from './schema-attributes.ts';
import { strongestWords, wordColumns } from './word-reasons.ts';

export interface AttributeModel {
  modelVersionId: string;
  /** What each product probably has and does not state, a list a product. */
  answer(products: readonly ProductForModels[]): Promise<AttributeAnswer[][]>;
  /** Answers with the words of the text that speak for them. */
  explain(product: ProductForModels, answers: readonly AttributeAnswer[]): Promise<SuggestedAttribute[]>;
}

/**
 * What attributes are told from: the text without attributes and price. Other attributes would be evidence too, but a product
 * that omits one mostly omits its fellows: held-out products that state all of them would promise too much.
 */
export function attributeDocument(product: ProductForModels): TextDocument {
  return toDocument({ ...product, attributes: {}, priceMinor: null });
}

interface Opened {
  attributes: StoredAttribute[];
  vocabulary: TfidfModel;
  model: BagModel;
}

/** The class that most speaks against a value: the next best one. */
function runnerUp(scores: Float32Array, value: number): number {
  let best = value === 0 ? 1 : 0;
  scores.forEach((score, label) => {
    if (label !== value && score > scores[best]) best = label;
  });
  return best;
}

/** Words that say less than this share of the strongest one are no reason. */
const shareOfStrongest = 0.3;

/** Words of a text for a value: each word alone is asked, with the numbers that it has in the whole text. */
async function wordsFor(
  { vocabulary, model, attributes }: Opened,
  document: TextDocument,
  answer: AttributeAnswer,
): Promise<string[]> {
  const whole = tfidfRow(vocabulary, document);
  const numberOf = new Map(
    Array.from(whole.indices, (column, at): [number, number] => [column, whole.values[at]]),
  );
  const words = wordColumns(vocabulary, document);
  const bags = words.map(({ columns }): BagRow => {
    const own = columns.filter((column) => numberOf.has(column));
    return {
      indices: Int32Array.from(own),
      values: Float32Array.from(own, (column) => numberOf.get(column) ?? 0),
    };
  });
  const none: BagRow = { indices: new Int32Array(), values: new Float32Array() };
  const output = levelOutput(valuesAt(answer.attribute));
  const scores = (await model.run([whole, none, ...bags], [output]))[output];
  const width = attributes[answer.attribute].values.length + 1;
  const against = runnerUp(scores.subarray(0, width), answer.value);
  const margin = (row: number): number => scores[row * width + answer.value] - scores[row * width + against];
  const gains = words.map(({ word }, at) => [word, margin(at + 2) - margin(1)] as const);
  const least = shareOfStrongest * Math.max(...gains.map(([, gain]) => gain));
  return strongestWords(gains.filter(([, gain]) => gain >= least));
}

async function answerAll(
  { attributes, vocabulary, model }: Opened,
  products: readonly ProductForModels[],
): Promise<AttributeAnswer[][]> {
  const documents = products.map(attributeDocument);
  const outputs = attributes.flatMap((_, at) => [valuesAt(at), statedAt(at)].map(levelOutput));
  const scores = await model.run(
    documents.map((document) => tfidfRow(vocabulary, document)),
    outputs,
  );
  const written = writtenValues(
    documents,
    attributes.map(({ values }) => values),
  );
  const heads = attributes.map(
    ({ values }, at): AttributeHeads => ({
      values: {
        classCount: values.length + 1,
        model: scores[levelOutput(valuesAt(at))],
        written: written[at],
      },
      stated: scores[levelOutput(statedAt(at))],
    }),
  );
  return answerAttributes(
    attributes,
    heads,
    products.map(({ attributes: stated }) => stated),
  );
}

/** Answers as they are kept and shown. */
async function explainAll(
  opened: Opened,
  product: ProductForModels,
  answers: readonly AttributeAnswer[],
): Promise<SuggestedAttribute[]> {
  const document = attributeDocument(product);
  const found: SuggestedAttribute[] = [];
  for (const answer of answers) {
    const { name, values } = opened.attributes[answer.attribute];
    found.push({
      name,
      value: values[answer.value],
      p: answer.p,
      words: await wordsFor(opened, document, answer),
    });
  }
  return found;
}

/** The one opened last stays open. */
let last: AttributeModel | null = null;

/** Opens a model of attributes. Throws ModelFileError on bytes that do not match. */
export async function openAttributes(files: ModelFiles): Promise<AttributeModel> {
  if (last?.modelVersionId === files.modelVersionId) return last;
  const { path, sha256 } = files.file('model');
  const stored = JSON.parse((await files.read('choices')).toString('utf8'));
  const opened: Opened = {
    attributes: storedAttributesSchema.parse(stored).attributes,
    vocabulary: decodeTfidf(await files.read('vocabulary')),
    model: await openBagModel(path, sha256),
  };
  last = {
    modelVersionId: files.modelVersionId,
    answer: (products) => answerAll(opened, products),
    explain: (product, answers) => explainAll(opened, product, answers),
  };
  return last;
}
