/**
 * A categorizer that was trained elsewhere: an ONNX file that reads texts and answers a probability (or a logit) for each
 * category it knows. It becomes one head of ours, so that thresholds, calibration, comparison and rescoring are the same.
 */
import { z } from 'zod';
import { answerFused, makeFusedChoices } from '#server/evaluation/fused-choices.ts';
import { edgesOf, type LabelLevels } from '#server/evaluation/label-levels.ts';
import { measureTree } from '#server/evaluation/measure-tree.ts';
import { type ModelSession, openModel } from '#server/inference/session.ts';
import type { HeadScores } from '#server/ml/fusion/fuse.ts';
import { probabilities, selfConfidence } from '#server/ml/linear/suspicion.ts';
import type { TextDocument } from '#server/ml/linear/tfidf.ts';
import { classificationMetrics, expectedCalibrationError } from '#server/ml/metrics/classification.ts';
import { withoutMadeUpNames } from '#server/ml/text/attribute-text.ts';
import type { ModelFiles } from '#server/registry/load-model.ts';
import { documentFields } from '#server/representation/product-text.ts';
import { choicesSchema, restoreChoices, type StoredChoices, storeChoices } from './categorizer-files.ts';
import { type ScoredRows, suggestionsOf } from './make-suggestion.ts';
import type { Categorizer, RowsToScore } from './open-categorizer.ts';
import type { CategorizerMeasures } from './schema-evaluation.ts';
import { type ExternalManifest, externalSchema } from './schema-external.ts';

/** Rows of one run of a session. */
const batchSize = 256;
const tiny = 1e-9;

/** Log-probabilities over the classes of each level: those of an upper level are summed. */
export class ExternalModel {
  private readonly session: ModelSession;
  private readonly manifest: ExternalManifest;
  private readonly classCounts: number[];
  /** Class per level of each of the file's own classes; −1 in the last for one that is not ours. */
  private readonly places: Int32Array[];

  /** @param paths category ids from the root to the leaf of each of the manifest's classes */
  constructor(session: ModelSession, manifest: ExternalManifest, classes: string[][], paths: string[][]) {
    this.session = session;
    this.manifest = manifest;
    this.classCounts = classes.map((level) => level.length);
    this.places = classes.map((level, depth) => {
      const ids = new Map(level.map((id, at) => [id, at]));
      return Int32Array.from(paths, (path) => ids.get(path[Math.min(depth, path.length - 1)] ?? '') ?? -1);
    });
  }

  private async answers(documents: readonly TextDocument[]): Promise<Float32Array> {
    const { fields, input, output, classes, answers } = this.manifest;
    const columns = fields.map((field) => documentFields.indexOf(field));
    const data = documents.flatMap((document) =>
      columns.map((column) => withoutMadeUpNames(document[column])),
    );
    const found = await this.session.run({ [input]: { shape: [documents.length, columns.length], data } });
    const values = found[output]?.data;
    if (!(values instanceof Float32Array) || values.length !== documents.length * classes.length)
      throw new RangeError(`the model does not answer ${classes.length} numbers a product`);
    for (const value of values)
      if (!Number.isFinite(value) || (answers === 'probabilities' && (value < -tiny || value > 1 + 1e-4)))
        throw new RangeError(
          `the model answers ${value}, which is no ${answers === 'logits' ? 'number' : 'probability'}`,
        );
    return answers === 'logits' ? Float32Array.from(probabilities(values, classes.length, 1)) : values;
  }

  /** The one head of the model. */
  async head(documents: readonly TextDocument[]): Promise<HeadScores> {
    const head: HeadScores = {
      name: 'text',
      levels: this.classCounts.map((count) => new Float32Array(documents.length * count)),
      present: new Uint8Array(documents.length).fill(1),
    };
    const own = this.manifest.classes.length;
    for (let from = 0; from < documents.length; from += batchSize) {
      const some = documents.slice(from, from + batchSize);
      const p = await this.answers(some);
      for (const [depth, level] of head.levels.entries()) {
        const [count, places] = [this.classCounts[depth], this.places[depth]];
        for (let row = 0; row < some.length; row++)
          for (let label = 0; label < own; label++)
            if (places[label] >= 0) level[(from + row) * count + places[label]] += p[row * own + label];
      }
    }
    for (const level of head.levels)
      for (let at = 0; at < level.length; at++) level[at] = Math.log(Math.max(tiny, level[at]));
    return head;
  }
}

export interface AdoptedRows {
  documents: TextDocument[];
  /** Class ids per level. */
  truth: Int32Array[];
}

export interface Adopted {
  stored: StoredChoices;
  evaluation: CategorizerMeasures & { provisional: true; by: string };
  scored: ScoredRows;
}

function measure(scored: ScoredRows, truth: Int32Array[], classCounts: number[]): CategorizerMeasures {
  const levels = scored.answers.levels.map((level, at) => {
    const firsts = level.top.map((top) => top[0]);
    const isRight = firsts.map((first, row) => (first === truth[at][row] ? 1 : 0));
    return {
      level: at + 1,
      classes: classCounts[at],
      ...classificationMetrics(truth[at], firsts),
      ece: expectedCalibrationError(level.p, isRight),
      threshold: scored.fused.sets[0].choices.thresholds[at],
    };
  });
  return {
    ...{ rows: truth[0].length, levels, heads: scored.fused.heads },
    tree: measureTree(scored.fused, scored.heads, new Int32Array(truth[0].length), truth),
  };
}

/**
 * Chooses calibration and thresholds on `held`, and measures on `test`: rows that the trainer was asked to leave alone.
 * @param training class ids per level of every known path
 */
export async function adoptExternal(
  model: ExternalModel,
  labels: LabelLevels,
  training: Int32Array[],
  held: AdoptedRows,
  test: AdoptedRows,
): Promise<Adopted> {
  const classCounts = labels.classes.map((classes) => classes.length);
  const leaf = classCounts.length - 1;
  const masks = new Int32Array(held.documents.length);
  const set = { mask: 0, rows: [...held.documents.keys()], masks, heads: [await model.head(held.documents)] };
  const fused = makeFusedChoices([set], held.truth, training, classCounts, edgesOf(labels.classes));
  const own = answerFused(fused, set.heads, masks);
  const p = probabilities(own.scores[leaf], classCounts[leaf], 1);
  const confidence = selfConfidence(p, classCounts[leaf], held.truth[leaf]);
  const stored = storeChoices(
    { classes: labels.classes, fields: [...documentFields], pictureEncoder: null },
    fused,
    confidence,
  );
  const heads = [await model.head(test.documents)];
  const scored: ScoredRows = {
    ...{ stored, fused, heads },
    answers: answerFused(fused, heads, new Int32Array(test.documents.length)),
  };
  return {
    ...{ stored, scored },
    evaluation: {
      provisional: true,
      by: 'test split of given categories',
      ...measure(scored, test.truth, classCounts),
    },
  };
}

/** Paths of the manifest's classes as `external` keeps them: category ids from the root. */
export const externalFileSchema = z.object({ manifest: externalSchema, paths: z.array(z.array(z.string())) });

/** Opens an adopted model from the registry; it can give no words as reasons. */
export async function openExternal(files: ModelFiles): Promise<Categorizer> {
  const { manifest, paths } = externalFileSchema.parse(
    JSON.parse((await files.read('external')).toString('utf8')),
  );
  const stored = choicesSchema.parse(JSON.parse((await files.read('choices')).toString('utf8')));
  const { path, sha256 } = files.file('model');
  const model = new ExternalModel(await openModel(path, sha256), manifest, stored.classes, paths);
  const fused = restoreChoices(stored);
  return {
    ...{ modelVersionId: files.modelVersionId, stored, asksNeighbours: false },
    suggest: async ({ documents }: RowsToScore, given: readonly (readonly string[])[]) => {
      const heads = [await model.head(documents)];
      const suggest = suggestionsOf({
        stored,
        fused,
        heads,
        answers: { sets: new Int32Array(documents.length) },
      });
      return documents.map((_, row) => suggest(row, given[row]));
    },
    reasons: () => [],
  };
}
