/** The embedder of a catalog: learnt from its own text without labels, kept as an ONNX file and its vocabulary. */
import { encodeBagModel } from '#server/inference/bag-graph.ts';
import { type BagRow, runBags } from '#server/inference/run-bags.ts';
import { type ModelSession, openModel } from '#server/inference/session.ts';
import { fitLatent } from '#server/ml/embedding/latent.ts';
import {
  fitTfidf,
  type TextDocument,
  type TfidfModel,
  tfidfMatrix,
  tfidfRow,
} from '#server/ml/linear/tfidf.ts';
import { decodeTfidf, encodeTfidf } from '#server/ml/linear/tfidf-codec.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import type { ModelFiles } from '#server/registry/load-model.ts';
import { embeddingSize } from './store.ts';

/** Documents that the vocabulary and the axes are learnt from: more change little and cost minutes. */
const documentsMax = 20_000;

/** Title and brand alone beside the whole text: neighbours by title are what duplicates and categories share. */
const blocks = [
  { fields: [0, 1], weight: 1 },
  { fields: [0, 1, 2, 3, 4], weight: 0.6 },
];

/** Bytes by role, for the registry. */
export interface EmbedderFiles {
  model: Buffer;
  vocabulary: Buffer;
}

/** Learns an embedder. Same documents and seed, same bytes. */
export function trainEmbedder(documents: readonly TextDocument[], seed: number): EmbedderFiles {
  const order = shuffle([...documents.keys()], makeRng(seed)).slice(0, documentsMax);
  const sample = order.sort((left, right) => left - right).map((row) => documents[row]);
  const vocabulary = fitTfidf(sample, { blocks, documentsMin: sample.length > 500 ? 3 : 1 });
  const rows = tfidfMatrix(vocabulary, sample);
  const size = Math.min(embeddingSize, rows.rowCount);
  const learnt = fitLatent(rows, size, seed);
  const table = new Float32Array(vocabulary.columnCount * embeddingSize);
  for (let column = 0; column < vocabulary.columnCount; column++) {
    table.set(learnt.subarray(column * size, (column + 1) * size), column * embeddingSize);
  }
  const model = encodeBagModel('embedder', vocabulary.columnCount, [
    { name: 'embedding', table, width: embeddingSize, bias: null, unitLength: true },
  ]);
  return { model, vocabulary: Buffer.from(encodeTfidf(vocabulary)) };
}

export interface Embedder {
  modelVersionId: string;
  /** Unit vectors of `embeddingSize`, in the order of the documents; null for a text without a known word. */
  embed(documents: readonly TextDocument[]): Promise<(Float32Array | null)[]>;
}

async function embedRows(
  session: ModelSession,
  vocabulary: TfidfModel,
  documents: readonly TextDocument[],
): Promise<(Float32Array | null)[]> {
  const rows: BagRow[] = documents.map((document) => tfidfRow(vocabulary, document));
  const { embedding } = await runBags(session, rows, ['embedding']);
  return rows.map((row, at) =>
    row.indices.length ? embedding.slice(at * embeddingSize, (at + 1) * embeddingSize) : null,
  );
}

let opened: { id: string; embedder: Embedder } | null = null;

/** Opens an embedder; the last one opened stays open in this process. */
export async function openEmbedder(files: ModelFiles): Promise<Embedder> {
  if (opened?.id === files.modelVersionId) return opened.embedder;
  const { path, sha256 } = files.file('model');
  const session = await openModel(path, sha256);
  const vocabulary = decodeTfidf(await files.read('vocabulary'));
  const embedder: Embedder = {
    modelVersionId: files.modelVersionId,
    embed: (documents) =>
      documents.length ? embedRows(session, vocabulary, documents) : Promise.resolve([]),
  };
  opened = { id: files.modelVersionId, embedder };
  return embedder;
}
