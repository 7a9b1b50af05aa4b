/** Opens a categorizer's files and answers with them. */
import type { AskedRows } from '#server/compute/answer-task.ts';
import { TextAnswerer } from '#server/compute/answer-texts.ts';
import type { BagScorerParts } from '#server/compute/place-bags.ts';
import { workerThreads } from '#server/config/worker-threads.ts';
import { masksOf } from '#server/evaluation/evidence-sets.ts';
import { placeRows } from '#server/evaluation/fused-choices.ts';
import { textHeadNames } from '#server/evaluation/heads.ts';
import type { InputRows } from '#server/evaluation/score-levels.ts';
import { rowsSeen, vectorHead } from '#server/evaluation/vector-heads.ts';
import { type BagModel, openBagModel } from '#server/inference/bag-model.ts';
import { runKernelRidge } from '#server/inference/kernel-ridge.ts';
import type { BagRow } from '#server/inference/run-bags.ts';
import { type ModelSession, openModel } from '#server/inference/session.ts';
import { RowAnswerer } from '#server/ml/fusion/answer-row.ts';
import type { FusedChoices } from '#server/ml/fusion/choices.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { type LabelledNeighbour, writeVotes } from '#server/ml/fusion/neighbour-votes.ts';
import { SummaryTable, summaryWidth } from '#server/ml/fusion/summary-table.ts';
import { type TextDocument, type TfidfModel, tfidfRow } from '#server/ml/linear/tfidf.ts';
import { decodeTfidf } from '#server/ml/linear/tfidf-codec.ts';
import type { ModelFiles } from '#server/registry/load-model.ts';
import { choicesSchema, levelOutput, restoreChoices, type StoredChoices } from './categorizer-files.ts';
import { openExternal } from './external-categorizer.ts';
import { givenClass, type Suggestion, toSuggestion } from './make-suggestion.ts';
import { wordReasons } from './word-reasons.ts';

/** A listed product near to the one asked about. */
export interface CategoryNeighbour {
  similarity: number;
  categoryId: string | null;
}

export interface RowsToScore extends InputRows {
  /** Nearest products of each row; read only where `asksNeighbours`. */
  neighbours: (readonly CategoryNeighbour[])[];
}

export interface Categorizer {
  modelVersionId: string;
  stored: StoredChoices;
  /** Does its answer rest on neighbours as well? */
  asksNeighbours: boolean;
  /** @param given category ids that the seller named, for each row; the first that the model knows counts */
  suggest(rows: RowsToScore, given: readonly (readonly string[])[]): Promise<Suggestion[]>;
  /** Words that speak for one leaf class against another, strongest first. */
  reasons(document: TextDocument, leaf: number, against: number): string[];
}

/** Class of every leaf category per level. */
function classesOfLeaves(stored: StoredChoices): Map<string, number[]> {
  const { labels, levelCount, pathCount } = stored.paths;
  const leaves = stored.classes[levelCount - 1];
  const found = new Map<string, number[]>();
  for (let path = 0; path < pathCount; path++) {
    const own = labels.slice(path * levelCount, (path + 1) * levelCount);
    found.set(leaves[own[levelCount - 1]], own);
  }
  return found;
}

function neighboursHead(
  rows: RowsToScore,
  classes: Map<string, number[]>,
  classCounts: readonly number[],
): HeadScores {
  const head: HeadScores = {
    name: 'neighbours',
    levels: classCounts.map((count) => new Float32Array(rows.documents.length * count)),
    present: new Uint8Array(rows.documents.length),
  };
  rows.neighbours.forEach((near, row) => {
    const labelled = near.flatMap(({ similarity, categoryId }): LabelledNeighbour[] => {
      const labels = categoryId ? classes.get(categoryId) : undefined;
      return labels ? [{ similarity, labels }] : [];
    });
    if (labelled.length === 0) return;
    head.present[row] = 1;
    const slices = classCounts.map((count, level) =>
      head.levels[level].subarray(row * count, (row + 1) * count),
    );
    writeVotes(labelled, slices);
  });
  return head;
}

/** Answers about texts beside other heads: by the models' own kernel over threads, or by onnxruntime where one of them needs it. */
type AnswerTexts = (documents: readonly TextDocument[], rows: AskedRows) => Promise<void>;

interface Parts {
  stored: StoredChoices;
  fused: FusedChoices;
  answerTexts: AnswerTexts;
  pictures: ModelSession | null;
}

function answerInKernel(
  vocabulary: TfidfModel,
  models: readonly BagScorerParts[],
  stored: StoredChoices,
  fused: FusedChoices,
  threads: number,
): AnswerTexts {
  const outputs = stored.classes.map((_, level) => levelOutput(level));
  const heads = textHeadNames.slice(0, models.length).map((name, model) => ({ name, model, outputs }));
  const answerer = new TextAnswerer(vocabulary, models, heads, fused);
  return (documents, rows) => answerer.answer(documents, rows, threads);
}

function answerByRuntime(
  vocabulary: TfidfModel,
  models: readonly BagModel[],
  stored: StoredChoices,
  fused: FusedChoices,
): AnswerTexts {
  const outputs = stored.classes.map((_, level) => levelOutput(level));
  const answerer = new RowAnswerer(fused);
  return async (documents, { others, sets, given, table }) => {
    const bags: BagRow[] = documents.map((document) => tfidfRow(vocabulary, document));
    const present = Uint8Array.from(bags, (bag) => Math.min(1, bag.indices.length));
    const heads = [...others];
    for (const [at, model] of models.entries()) {
      const found = await model.run(bags, outputs);
      heads.push({ name: textHeadNames[at], levels: outputs.map((output) => found[output]), present });
    }
    const summaries = new SummaryTable(table);
    for (let row = 0; row < documents.length; row++) {
      answerer.load(heads, row, sets[row]);
      summaries.write(row, answerer.summarise(given[row] < 0 ? null : given[row]));
    }
  };
}

/** Rows that are asked for at a time; fewer where heads beside the texts fill memory. */
const rowsMax = 16_384;
const otherBytesMax = 64 * 2 ** 20;

/** Heads beside those of the texts; none where no row has what they read. */
async function otherHeads(parts: Parts, rows: RowsToScore): Promise<HeadScores[]> {
  const { stored, fused } = parts;
  const classCounts = stored.classes.map((level) => level.length);
  const heads: HeadScores[] = [];
  const seen = rowsSeen('image', rows);
  if (parts.pictures && seen.rows.length > 0) {
    const outputs = stored.classes.map((_, level) => levelOutput(level));
    const scores = await runKernelRidge(parts.pictures, seen.vectors, outputs);
    heads.push(vectorHead('image', rows.documents.length, seen.rows, scores, classCounts));
  }
  if (fused.heads.includes('neighbours') && rows.neighbours.some((near) => near.length > 0))
    heads.push(neighboursHead(rows, classesOfLeaves(stored), classCounts));
  return heads;
}

function sliceRows(rows: RowsToScore, from: number, to: number): RowsToScore {
  return {
    documents: rows.documents.slice(from, to),
    pictures: rows.pictures?.slice(from, to) ?? null,
    neighbours: rows.neighbours.slice(from, to),
  };
}

/** Asks about some rows; how to read the suggestions is answered once they are there. */
async function askRows(
  parts: Parts,
  rows: RowsToScore,
  given: readonly (readonly string[])[],
): Promise<() => Suggestion[]> {
  const { stored, fused } = parts;
  const count = rows.documents.length;
  const table = new Float64Array(new SharedArrayBuffer(8 * count * summaryWidth));
  await parts.answerTexts(rows.documents, {
    others: await otherHeads(parts, rows),
    sets: placeRows(fused, masksOf(rows)),
    given: Int32Array.from(given, (ids) => givenClass(stored, ids) ?? -1),
    table,
  });
  const summaries = new SummaryTable(table);
  return () => Array.from({ length: count }, (_, row) => toSuggestion(stored, summaries.read(row)));
}

async function suggestRows(
  parts: Parts,
  rows: RowsToScore,
  given: readonly (readonly string[])[],
  rowsAtATime: number,
): Promise<Suggestion[]> {
  const count = rows.documents.length;
  const classes = parts.stored.classes.reduce((sum, level) => sum + level.length, 0);
  const hasOthers = parts.pictures !== null || parts.fused.heads.includes('neighbours');
  const size = hasOthers ? Math.min(rowsAtATime, Math.ceil(otherBytesMax / (8 * classes))) : rowsAtATime;
  const found: Suggestion[] = [];
  const ask = (from: number): Promise<() => Suggestion[]> =>
    askRows(parts, sliceRows(rows, from, from + size), given.slice(from, from + size));
  let asked = ask(0);
  for (let from = size; from < count; from += size) {
    const read = await asked;
    // What was answered is read while threads answer the next.
    asked = ask(from);
    // Where reading fails, nobody asks how the next rows went.
    asked.catch(() => undefined);
    for (const suggestion of read()) found.push(suggestion);
  }
  for (const suggestion of (await asked)()) found.push(suggestion);
  return found;
}

/** The two opened last stay open: the one in use, and one that scores beside it. */
let opened: Categorizer[] = [];

/** Opens a categorizer; the last two stay open in this process. */
export async function openCategorizer(files: ModelFiles): Promise<Categorizer> {
  const known = opened.find((one) => one.modelVersionId === files.modelVersionId);
  if (known) return known;
  const categorizer = files.manifest.files.some((file) => file.role === 'external')
    ? await openExternal(files)
    : await openOwn(files);
  opened = [categorizer, ...opened].slice(0, 2);
  return categorizer;
}

/**
 * @param threads that read, score and answer where many rows are asked for
 * @param rowsAtATime rows that are asked for at a time
 */
export async function openOwn(
  files: Pick<ModelFiles, 'modelVersionId' | 'file' | 'read'>,
  threads = workerThreads(),
  rowsAtATime = rowsMax,
): Promise<Categorizer> {
  const open = (role: string): Promise<ModelSession> => {
    const { path, sha256 } = files.file(role);
    return openModel(path, sha256);
  };
  const vocabulary = decodeTfidf(await files.read('vocabulary'));
  const stored = choicesSchema.parse(JSON.parse((await files.read('choices')).toString('utf8')));
  const openBags = (role: string): Promise<BagModel> => {
    const { path, sha256 } = files.file(role);
    return openBagModel(path, sha256, stored.precision);
  };
  const leafBytes = await files.read('leaf-weights');
  const table = new Float32Array(
    leafBytes.buffer.slice(leafBytes.byteOffset, leafBytes.byteOffset + leafBytes.byteLength),
  );
  const weights = { table, width: stored.classes[stored.classes.length - 1].length };
  const fused = restoreChoices(stored);
  const models = [await openBags('model')];
  if (stored.heads.includes('product2vec')) models.push(await openBags('product2vec'));
  const inKernel = models.flatMap((model) => model.parts ?? []);
  const parts: Parts = {
    stored,
    fused,
    answerTexts:
      inKernel.length === models.length
        ? answerInKernel(vocabulary, inKernel, stored, fused, threads)
        : answerByRuntime(vocabulary, models, stored, fused),
    pictures: stored.pictureEncoder === null ? null : await open('pictures'),
  };
  return {
    modelVersionId: files.modelVersionId,
    stored,
    asksNeighbours: stored.heads.includes('neighbours'),
    suggest: (rows, given) => suggestRows(parts, rows, given, rowsAtATime),
    reasons: (document, leaf, against) => wordReasons(vocabulary, weights, document, leaf, against),
  };
}
