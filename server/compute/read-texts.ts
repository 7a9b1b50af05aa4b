/** Reads documents by a vocabulary, and scores them, over worker threads. What comes out does not depend on their number. */
import { joinRows, type SparseRows } from '#server/ml/linear/sparse.ts';
import { readerParts, type TextDocument, type TfidfModel } from '#server/ml/linear/tfidf.ts';
import { dealTexts, keyOf, TextTurns, threadsFrom } from './deal-texts.ts';
import { type BagScorerParts, inlinePlace, outputsOf } from './place-bags.ts';
import { type RowShards, ShardWriter } from './row-shards.ts';
import { runThread } from './run-thread.ts';
import { type ReadTexts, runTextTask } from './text-task.ts';

/** Documents of one order to a thread at most. */
const partMax = 1000;
/** Documents read between two looks at how much waits to be written. */
const batchMax = 20_000;

type Order = Omit<Parameters<typeof runTextTask>[0], 'documents' | 'place'>;

/** Has threads read the documents; what they read is taken in the documents' order. */
async function deal(
  order: Order,
  documents: readonly TextDocument[],
  threads: number,
  take: (part: ReadTexts) => void,
): Promise<void> {
  /** By first row. */
  const waiting = new Map<number, ReadTexts>();
  let taken = 0;
  await dealTexts(documents, { threads, partMax }, async (part, firstRow, place) => {
    waiting.set(firstRow, await runThread({ work: 'texts', task: { ...order, place, documents: part } }));
    for (let ready = waiting.get(taken); ready; ready = waiting.get(taken)) {
      waiting.delete(taken);
      taken += ready.known.length;
      take(ready);
    }
  });
}

/** Reads documents part by part, in order; inline where they are few. */
async function readParts(
  vocabulary: TfidfModel,
  documents: readonly TextDocument[],
  threads: number,
  take: (rows: SparseRows) => void,
): Promise<void> {
  const reader = readerParts(vocabulary);
  const order = { key: keyOf(reader), reader, models: [] };
  const takeRows = ({ rows }: ReadTexts): void => {
    if (rows) take(rows);
  };
  if (threads < 2 || documents.length < threadsFrom)
    takeRows(runTextTask({ ...order, place: inlinePlace, documents }));
  else await deal(order, documents, threads, takeRows);
}

/** Documents as rows of one matrix. */
export async function readTexts(
  vocabulary: TfidfModel,
  documents: readonly TextDocument[],
  threads: number,
): Promise<SparseRows> {
  const found: SparseRows[] = [];
  await readParts(vocabulary, documents, threads, (rows) => found.push(rows));
  return joinRows(found, vocabulary.columnCount);
}

/** Documents as rows in files of at most `bytesMax` each (or of one part: a thousand documents). */
export async function readToShards(
  vocabulary: TfidfModel,
  documents: readonly TextDocument[],
  threads: number,
  folder: string,
  bytesMax: number,
): Promise<RowShards> {
  const writer = new ShardWriter(folder, vocabulary.columnCount, bytesMax);
  for (let from = 0; from < documents.length; from += batchMax)
    await readParts(vocabulary, documents.slice(from, from + batchMax), threads, (rows) => writer.add(rows));
  return writer.close();
}

export interface ScoredTexts {
  /** 1 for documents with at least one known feature. */
  known: Uint8Array;
  /** Per model: outputs by name, rows × width. */
  outputs: Record<string, Float32Array>[];
}

/** A vocabulary and the models that read its rows. */
export class TextScorer {
  private readonly order: Order;
  private readonly turns = new TextTurns();

  constructor(vocabulary: TfidfModel, models: readonly BagScorerParts[]) {
    this.order = { key: keyOf(this), reader: readerParts(vocabulary), models };
  }

  /** Scores documents; batches that are asked for at once are scored one after the other. */
  score(documents: readonly TextDocument[], threads: number): Promise<ScoredTexts> {
    const here = (): ScoredTexts => {
      const { known, outputs } = runTextTask({ ...this.order, place: inlinePlace, documents });
      return { known, outputs };
    };
    return this.turns.take(documents.length, threads, here, () => this.scoreInThreads(documents, threads));
  }

  private async scoreInThreads(documents: readonly TextDocument[], threads: number): Promise<ScoredTexts> {
    const known = new Uint8Array(documents.length);
    const outputs = this.order.models.map((model) =>
      Object.fromEntries(
        outputsOf(model).map(({ name, width }) => [name, new Float32Array(documents.length * width)]),
      ),
    );
    let row = 0;
    await deal(this.order, documents, threads, (part) => {
      known.set(part.known, row);
      part.outputs.forEach((own, model) => {
        for (const [name, values] of Object.entries(own))
          outputs[model][name].set(values, (row * values.length) / part.known.length);
      });
      row += part.known.length;
    });
    return { known, outputs };
  }
}
