/** Reading texts, and scoring what was read, as one thread does it. */
import { RowWriter, type SparseRows } from '#server/ml/linear/sparse.ts';
import { type ReaderParts, type TextDocument, TfidfReader } from '#server/ml/linear/tfidf.ts';
import { BagScorer } from './bag-scorer.ts';
import { type BagScorerParts, outputsOf } from './place-bags.ts';

export interface TextTask {
  /** Same key, same vocabulary and models: a thread opens them once. */
  key: number;
  reader: ReaderParts;
  /** None: the rows themselves are answered. */
  models: readonly BagScorerParts[];
  /** Which of the models' scratch memories is this thread's. */
  place: number;
  documents: readonly TextDocument[];
}

export interface ReadTexts {
  /** Null where there are models to score with. */
  rows: SparseRows | null;
  /** 1 for documents with at least one known feature. */
  known: Uint8Array;
  /** Per model: outputs by name, rows × width. */
  outputs: Record<string, Float32Array>[];
}

/**
 * Memory that is handed to another thread instead of copied. Rows are given away, not shared: no collector counts shared memory,
 * and five gigabytes of it waited to be freed after a million texts were read.
 */
export function memoryOf({ rows, known, outputs }: ReadTexts): ArrayBuffer[] {
  const read = rows ? [rows.offsets, rows.indices, rows.values] : [];
  const scored = outputs.flatMap((own) => Object.values(own));
  return [known, ...read, ...scored]
    .map(({ buffer }) => buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer);
}

/** A vocabulary and models as a thread has them open. */
export interface OpenTexts {
  key: number;
  reader: TfidfReader;
  /** By the scratch memory that they work in. */
  scorers: Map<number, BagScorer[]>;
}

let opened: OpenTexts | null = null;

/** Opens what a task reads with; the last key stays open. */
export function openTexts({ key, reader }: Pick<TextTask, 'key' | 'reader'>): OpenTexts {
  if (opened?.key === key) return opened;
  opened = { key, reader: new TfidfReader(reader), scorers: new Map() };
  return opened;
}

/** The scorers of a task's models in its scratch memory. */
export function scorersOf(
  { scorers }: OpenTexts,
  { models, place }: Pick<TextTask, 'models' | 'place'>,
): BagScorer[] {
  const known = scorers.get(place) ?? models.map((parts) => new BagScorer(parts, place));
  scorers.set(place, known);
  return known;
}

/** Documents read before they are scored. */
export const batchSize = 256;

function readAll({ reader }: OpenTexts, task: TextTask): ReadTexts {
  const writer = new RowWriter();
  for (const document of task.documents) reader.read(document, writer);
  const view = writer.asRows(task.reader.columnCount);
  // Of their own length: a view would be sent with all that lies behind it.
  const rows = { ...view, indices: view.indices.slice(), values: view.values.slice() };
  const known = Uint8Array.from(task.documents, (_, row) =>
    rows.offsets[row + 1] > rows.offsets[row] ? 1 : 0,
  );
  return { rows, known, outputs: [] };
}

/** Reads documents, and scores them where there are models. */
export function runTextTask(task: TextTask): ReadTexts {
  const own = openTexts(task);
  if (task.models.length === 0) return readAll(own, task);
  const { documents } = task;
  const scorers = scorersOf(own, task);
  const known = new Uint8Array(documents.length);
  const outputs = task.models.map((parts) =>
    Object.fromEntries(
      outputsOf(parts).map(({ name, width }) => [name, new Float32Array(documents.length * width)]),
    ),
  );
  const writer = new RowWriter();
  for (let from = 0; from < documents.length; from += batchSize) {
    const part = documents.slice(from, from + batchSize);
    writer.clear();
    for (const document of part) own.reader.read(document, writer);
    const rows = writer.asRows(task.reader.columnCount);
    for (let at = 0; at < part.length; at++)
      if (rows.offsets[at + 1] > rows.offsets[at]) known[from + at] = 1;
    scorers.forEach((scorer, model) => {
      scorer.score(rows, from, outputs[model]);
    });
  }
  return { rows: null, known, outputs };
}
