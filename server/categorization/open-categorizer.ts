/** Opens a categorizer's files and answers with them. */
import { availableParallelism } from 'node:os';
import { TextScorer } from '#server/compute/read-texts.ts';
import { env } from '#server/config/env.ts';
import { masksOf } from '#server/evaluation/evidence-sets.ts';
import { answerFused, type FusedChoices } from '#server/evaluation/fused-choices.ts';
import { textHeads } from '#server/evaluation/heads.ts';
import type { InputRows, TextScores } from '#server/evaluation/score-levels.ts';
import { rowsSeen, vectorHead } from '#server/evaluation/vector-heads.ts';
import { type BagModel, openBagModel } from '#server/inference/bag-model.ts';
import { runKernelRidge } from '#server/inference/kernel-ridge.ts';
import type { BagRow } from '#server/inference/run-bags.ts';
import { type ModelSession, openModel } from '#server/inference/session.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { type LabelledNeighbour, writeVotes } from '#server/ml/fusion/neighbour-votes.ts';
import { type TextDocument, type TfidfModel, tfidfRow } from '#server/ml/linear/tfidf.ts';
import { decodeTfidf } from '#server/ml/linear/tfidf-codec.ts';
import type { ModelFiles } from '#server/registry/load-model.ts';
import { choicesSchema, levelOutput, restoreChoices, type StoredChoices } from './categorizer-files.ts';
import { openExternal } from './external-categorizer.ts';
import { joinScored, type ScoredRows } from './make-suggestion.ts';
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
  score(rows: RowsToScore): Promise<ScoredRows>;
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

interface Parts {
  stored: StoredChoices;
  fused: FusedChoices;
  scoreTexts: (documents: readonly TextDocument[]) => Promise<TextScores>;
  pictures: ModelSession | null;
}

/** Scores texts by the models' own kernel over threads, or by onnxruntime where one of them needs it. */
function textScoring(
  vocabulary: TfidfModel,
  outputs: string[],
  models: readonly [text: BagModel, product2vec: BagModel | null],
  threads: number,
): Parts['scoreTexts'] {
  const present = models.flatMap((model) => model ?? []);
  const inKernel = present.flatMap((model) => model.parts ?? []);
  const toLevels = ([linear, vectors]: Record<string, Float32Array>[]): Omit<TextScores, 'known'> => ({
    linear: outputs.map((name) => linear[name]),
    product2vec: vectors ? outputs.map((name) => vectors[name]) : null,
  });
  if (inKernel.length === present.length) {
    const scorer = new TextScorer(vocabulary, inKernel);
    return async (documents) => {
      const found = await scorer.score(documents, threads);
      return { known: found.known, ...toLevels(found.outputs) };
    };
  }
  return async (documents) => {
    const bags: BagRow[] = documents.map((document) => tfidfRow(vocabulary, document));
    const found: Record<string, Float32Array>[] = [];
    for (const model of present) found.push(await model.run(bags, outputs));
    return { known: Uint8Array.from(bags, (bag) => Math.min(1, bag.indices.length)), ...toLevels(found) };
  };
}

/** Rows that are answered while the threads read and score the next. */
const answeredAtATime = 4096;

function sliceRows(rows: RowsToScore, from: number, to: number): RowsToScore {
  return {
    documents: rows.documents.slice(from, to),
    pictures: rows.pictures?.slice(from, to) ?? null,
    neighbours: rows.neighbours.slice(from, to),
  };
}

async function answerRows(parts: Parts, rows: RowsToScore, texts: TextScores): Promise<ScoredRows> {
  const { stored, fused } = parts;
  const classCounts = stored.classes.map((level) => level.length);
  const outputs = stored.classes.map((_, level) => levelOutput(level));
  const heads = textHeads(texts, classCounts);
  if (parts.pictures) {
    const seen = rowsSeen('image', rows);
    const scores = await runKernelRidge(parts.pictures, seen.vectors, outputs);
    heads.push(vectorHead('image', rows.documents.length, seen.rows, scores, classCounts));
  }
  if (fused.heads.includes('neighbours'))
    heads.push(neighboursHead(rows, classesOfLeaves(stored), classCounts));
  return { stored, fused, heads, answers: answerFused(fused, heads, masksOf(rows)) };
}

async function scoreRows(parts: Parts, rows: RowsToScore): Promise<ScoredRows> {
  const count = rows.documents.length;
  const found: ScoredRows[] = [];
  let part = sliceRows(rows, 0, answeredAtATime);
  let texts = parts.scoreTexts(part.documents);
  for (let from = answeredAtATime; from < count; from += answeredAtATime) {
    const own = await texts;
    const next = sliceRows(rows, from, from + answeredAtATime);
    texts = parts.scoreTexts(next.documents);
    // Where answering fails, nobody asks how the next batch went.
    texts.catch(() => undefined);
    found.push(await answerRows(parts, part, own));
    part = next;
  }
  found.push(await answerRows(parts, part, await texts));
  return found.length === 1 ? found[0] : joinScored(found);
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

/** @param threads that read and score where many rows are asked for */
export async function openOwn(
  files: Pick<ModelFiles, 'modelVersionId' | 'file' | 'read'>,
  threads = env().SHELFWISE_THREADS || availableParallelism(),
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
  const parts: Parts = {
    stored,
    fused: restoreChoices(stored),
    scoreTexts: textScoring(
      vocabulary,
      stored.classes.map((_, level) => levelOutput(level)),
      [await openBags('model'), stored.heads.includes('product2vec') ? await openBags('product2vec') : null],
      threads,
    ),
    pictures: stored.pictureEncoder === null ? null : await open('pictures'),
  };
  return {
    modelVersionId: files.modelVersionId,
    stored,
    asksNeighbours: stored.heads.includes('neighbours'),
    score: (rows) => scoreRows(parts, rows),
    reasons: (document, leaf, against) => wordReasons(vocabulary, weights, document, leaf, against),
  };
}
