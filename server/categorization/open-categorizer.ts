/** Opens a categorizer's files and answers with them. */
import {
  answerWith,
  type CategorizerChoices,
  type LevelAnswers,
  type LevelScores,
} from '#server/evaluation/categorizer-choices.ts';
import { type BagRow, runBags } from '#server/inference/run-bags.ts';
import { openModel } from '#server/inference/session.ts';
import { type TextDocument, type TfidfModel, tfidfRow } from '#server/ml/linear/tfidf.ts';
import { decodeTfidf } from '#server/ml/linear/tfidf-codec.ts';
import { hashFeatures } from '#server/ml/text/hashed-features.ts';
import { foldAccents, normaliseText, splitWords } from '#server/ml/text/normalise.ts';
import type { ModelFiles } from '#server/registry/load-model.ts';
import { choicesSchema, levelOutput, restoreChoices, type StoredChoices } from './categorizer-files.ts';

export interface Scored {
  scores: LevelScores;
  answers: LevelAnswers[];
}

export interface Categorizer {
  modelVersionId: string;
  stored: StoredChoices;
  choices: CategorizerChoices;
  score(documents: readonly TextDocument[]): Promise<Scored>;
  /** Words that speak for one leaf class against another, strongest first. */
  reasons(document: TextDocument, leaf: number, against: number): string[];
}

const reasonsMax = 4;

/** What each word adds to one class over another: its own feature in every block that holds it. */
function wordReasons(
  vocabulary: TfidfModel,
  leafWeights: Float32Array,
  width: number,
  document: TextDocument,
  leaf: number,
  against: number,
): string[] {
  const { indices, values } = tfidfRow(vocabulary, document);
  const columnValue = new Map<number, number>();
  indices.forEach((column, at) => columnValue.set(column, values[at]));
  const gains = new Map<string, number>();
  const words = splitWords(normaliseText(document.join(' ')));
  for (const word of new Set(words)) {
    const [hash] = hashFeatures(foldAccents(word), 0, { words: true, bigrams: false, characters: null });
    let gain = 0;
    for (const columns of vocabulary.columns) {
      const column = columns.get(hash);
      const value = column === undefined ? undefined : columnValue.get(column);
      if (column === undefined || value === undefined) continue;
      gain += value * (leafWeights[column * width + leaf] - leafWeights[column * width + against]);
    }
    if (gain > 0 && word.length > 1) gains.set(word, gain);
  }
  return [...gains]
    .sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1))
    .slice(0, reasonsMax)
    .map(([word]) => word);
}

let opened: Categorizer | null = null;

/** Opens a categorizer; the last one opened stays open in this process. */
export async function openCategorizer(files: ModelFiles): Promise<Categorizer> {
  if (opened?.modelVersionId === files.modelVersionId) return opened;
  const { path, sha256 } = files.file('model');
  const session = await openModel(path, sha256);
  const vocabulary = decodeTfidf(await files.read('vocabulary'));
  const stored = choicesSchema.parse(JSON.parse((await files.read('choices')).toString('utf8')));
  const leafBytes = await files.read('leaf-weights');
  const leafWeights = new Float32Array(
    leafBytes.buffer.slice(leafBytes.byteOffset, leafBytes.byteOffset + leafBytes.byteLength),
  );
  const choices = restoreChoices(stored);
  const width = stored.classes[stored.classes.length - 1].length;
  const outputs = stored.classes.map((_, level) => levelOutput(level));
  opened = {
    modelVersionId: files.modelVersionId,
    stored,
    choices,
    score: async (documents) => {
      const rows: BagRow[] = documents.map((document) => tfidfRow(vocabulary, document));
      const found = await runBags(session, rows, outputs);
      const scores = outputs.map((name) => found[name]);
      return { scores, answers: answerWith(choices, scores, documents.length) };
    },
    reasons: (document, leaf, against) =>
      wordReasons(vocabulary, leafWeights, width, document, leaf, against),
  };
  return opened;
}
