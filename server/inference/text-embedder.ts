/** A text embedder learnt without labels (server/ml/embedding/latent.ts), as an ONNX file and its vocabulary. */
import { learnLatent } from '#server/compute/learn-latent.ts';
import {
  findLongFields,
  fitTfidf,
  type TextDocument,
  type TfidfBlock,
  type TfidfModel,
  tfidfMatrix,
  tfidfRow,
} from '#server/ml/linear/tfidf.ts';
import { decodeTfidf, encodeTfidf } from '#server/ml/linear/tfidf-codec.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import { encodeBagModel } from './bag-graph.ts';
import { openBagBytes } from './bag-model.ts';
import type { BagRow } from './run-bags.ts';

/** Dimensions of every text embedding: the width of the column `embedding.v`. */
export const embeddingSize = 256;

/** Documents that the vocabulary and the axes are learnt from: more change little and cost minutes. */
const documentsMax = 20_000;

/** The leading fields (title, brand) alone beside the whole text: what duplicates and neighbours share. */
function blocksFor(fieldCount: number): TfidfBlock[] {
  const all = Array.from({ length: fieldCount }, (_, field) => field);
  return [
    { fields: all.slice(0, 2), weight: 1 },
    { fields: all, weight: 0.6 },
  ];
}

/** Bytes by role, for the registry. */
export interface EmbedderFiles {
  model: Buffer;
  vocabulary: Buffer;
}

/** Learns an embedder. Same documents and seed, same bytes. */
export async function trainEmbedder(
  documents: readonly TextDocument[],
  seed: number,
): Promise<EmbedderFiles> {
  const order = shuffle([...documents.keys()], makeRng(seed)).slice(0, documentsMax);
  const sample = order.sort((left, right) => left - right).map((row) => documents[row]);
  const blocks = blocksFor(documents[0]?.length ?? 0);
  const vocabulary = fitTfidf(sample, {
    blocks,
    documentsMin: sample.length > 500 ? 3 : 1,
    longFields: findLongFields(sample),
  });
  const rows = tfidfMatrix(vocabulary, sample);
  const size = Math.min(embeddingSize, rows.rowCount);
  const learnt = await learnLatent(rows, size, seed);
  const table = new Float32Array(vocabulary.columnCount * embeddingSize);
  for (let column = 0; column < vocabulary.columnCount; column++) {
    table.set(learnt.subarray(column * size, (column + 1) * size), column * embeddingSize);
  }
  const model = encodeBagModel('embedder', vocabulary.columnCount, [
    { name: 'embedding', table, width: embeddingSize, bias: null, unitLength: true },
  ]);
  return { model, vocabulary: Buffer.from(encodeTfidf(vocabulary)) };
}

/** Unit vectors of `embeddingSize`, in the order of the documents; null for a text without a known word. */
export type Embed = (documents: readonly TextDocument[]) => Promise<(Float32Array | null)[]>;

/** Opens an embedder's bytes. Throws ModelFileError or RangeError on bytes of another shape. */
export async function openEmbedderFiles(files: EmbedderFiles): Promise<Embed> {
  const bags = await openBagBytes(files.model);
  const vocabulary: TfidfModel = decodeTfidf(files.vocabulary);
  return async (documents) => {
    if (documents.length === 0) return [];
    const rows: BagRow[] = documents.map((document) => tfidfRow(vocabulary, document));
    const { embedding } = await bags.run(rows, ['embedding']);
    return rows.map((row, at) =>
      row.indices.length ? embedding.slice(at * embeddingSize, (at + 1) * embeddingSize) : null,
    );
  };
}

/** The same, opened when texts are first asked about: a large catalog's training never asks, and opened it is hundreds of megabytes. */
export function embedWhenAsked(files: EmbedderFiles): Embed {
  let opened: Promise<Embed> | null = null;
  return async (documents) => {
    opened ??= openEmbedderFiles(files);
    return (await opened)(documents);
  };
}
