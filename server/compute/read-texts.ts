/** Reads documents by a vocabulary, and scores them, over worker threads. What comes out does not depend on their number. */
import { joinRows, type SparseRows } from '#server/ml/linear/sparse.ts';
import { readerParts, type TextDocument, type TfidfModel } from '#server/ml/linear/tfidf.ts';
import { type BagScorerParts, inlinePlace, outputsOf } from './place-bags.ts';
import { type RowShards, ShardWriter } from './row-shards.ts';
import { runThread } from './run-thread.ts';
import { type ReadTexts, runTextTask } from './text-task.ts';

/** Documents of one order to a thread: below them, telling a thread costs more than it saves. */
export const partSize = 64;
/** Documents from which starting threads (0.7 s each under tsx) is worth it. */
export const threadsFrom = 2000;
/** Documents read between two looks at how much waits to be written. */
const batchMax = 20_000;

let lastKey = 0;
const keys = new WeakMap<object, number>();

/** A number for a thing, by which threads know what they have open. */
export function keyOf(thing: object): number {
  const key = keys.get(thing) ?? ++lastKey;
  keys.set(thing, key);
  return key;
}

type Order = Omit<Parameters<typeof runTextTask>[0], 'documents' | 'place'>;

/** Deals parts of the documents to threads; each takes the next when it has done one. Parts are taken in their order. */
async function deal(
  order: Order,
  documents: readonly TextDocument[],
  threads: number,
  take: (part: ReadTexts) => void,
): Promise<void> {
  const size = Math.max(partSize, Math.min(1000, Math.ceil(documents.length / (4 * threads))));
  const parts = Array.from({ length: Math.ceil(documents.length / size) }, (_, at) =>
    documents.slice(at * size, (at + 1) * size),
  );
  const waiting = new Map<number, ReadTexts>();
  let next = 0;
  let taken = 0;
  const takeReady = (): void => {
    for (let ready = waiting.get(taken); ready; ready = waiting.get(taken)) {
      waiting.delete(taken++);
      take(ready);
    }
  };
  const work = async (place: number): Promise<void> => {
    while (next < parts.length) {
      const at = next++;
      const answer = await runThread({ work: 'texts', task: { ...order, place, documents: parts[at] } });
      if (answer) waiting.set(at, answer);
      takeReady();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, inlinePlace) }, (_, place) => work(place)));
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
  private last: Promise<unknown> = Promise.resolve();
  /** Documents so far. */
  private asked = 0;

  constructor(vocabulary: TfidfModel, models: readonly BagScorerParts[]) {
    this.order = { key: keyOf(this), reader: readerParts(vocabulary), models };
  }

  /** Scores documents; batches that are asked for at once are scored one after the other. */
  async score(documents: readonly TextDocument[], threads: number): Promise<ScoredTexts> {
    this.asked += documents.length;
    // One product for a page is no reason to start threads; a catalog that comes in small batches is.
    if (threads < 2 || this.asked < threadsFrom || documents.length < 2 * partSize) {
      const { known, outputs } = runTextTask({ ...this.order, place: inlinePlace, documents });
      return { known, outputs };
    }
    const scored = this.last.then(() => this.scoreInThreads(documents, threads));
    this.last = scored.catch(() => undefined);
    return scored;
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
