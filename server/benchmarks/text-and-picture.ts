/**
 * Categories of flipkart1050 from text, and from text and picture, on the same five folds; the encoder of the pictures is
 * learnt from the other folds' pictures, as `evaluate categorize --image` does.
 */
import path from 'node:path';
import { evaluateCategorize, type LabelledPart, takePart } from '#server/evaluation/evaluate-categorize.ts';
import { openImageFolder } from '#server/evaluation/image-files.ts';
import { imageVectors, samplePictures } from '#server/evaluation/image-vectors.ts';
import { tableDocuments } from '#server/evaluation/table-documents.ts';
import { learntEncoder } from '#server/inference/image-encoder.ts';
import { patchedSidePx } from '#server/inference/patch-cells.ts';
import { picturesMax, trainPatchEncoder } from '#server/inference/patch-encoder.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import { readTable } from '#server/tables/read-table.ts';
import type { Measurement } from './benchmark.ts';

const seed = 1;
const partCount = 5;
const fields = ['product_name', 'brand', 'description', 'product_specifications'];
/** The third is learnt from and not measured. */
const levelNames = ['l1', 'l2', 'l3'];
const goals = [null, 0.94];

/** Means over the folds of the accuracies of both measured levels. */
export async function measureTextAndPicture(
  root: string,
  isQuick: boolean,
  report: (line: string) => void,
): Promise<Measurement[]> {
  const table = await readTable(path.join(root, 'flipkart1050/flipkart1050.prepared.csv'));
  const folder = await openImageFolder(path.join(root, 'flipkart1050/images256'));
  const cells = table.column('image');
  const columns = levelNames.map((name) => table.column(name));
  const documents = tableDocuments(table, fields);
  const paths = columns.map((column, level) =>
    column.map((name, row) =>
      name
        ? columns
            .slice(0, level + 1)
            .map((own) => own[row])
            .join(' > ')
        : null,
    ),
  );
  const order = shuffle([...documents.keys()], makeRng(seed));
  const right = { text: [0, 0], both: [0, 0] };
  let count = 0;
  for (let part = 0; part < (isQuick ? 1 : partCount); part++) {
    const train = order.filter((_, at) => at % partCount !== part);
    const test = order.filter((_, at) => at % partCount === part);
    const names = train.map((row) => cells[row]);
    const sample = await samplePictures(folder, names, picturesMax, patchedSidePx, seed);
    const encoder = await learntEncoder(await trainPatchEncoder(sample, seed));
    const { vectors } = await imageVectors(folder, cells, encoder);
    await encoder.close();
    for (const way of ['text', 'both'] as const) {
      const pictures = way === 'both' ? vectors : null;
      const whole: LabelledPart = { input: { documents, pictures }, labels: paths };
      const { levels } = await evaluateCategorize({
        train: takePart(whole, train),
        valid: null,
        test: takePart(whole, test),
        ...{ levelNames, final: false, options: { threads: 2, seed, cost: 1 }, log: report },
      });
      right[way].forEach((_, level) => {
        right[way][level] += levels[level].accuracy * test.length;
      });
    }
    count += test.length;
    const sharesOf = (own: number[]): string => own.map((sum) => (sum / count).toFixed(3)).join(' / ');
    report(`flipkart1050, ${count} rows: text ${sharesOf(right.text)}, with picture ${sharesOf(right.both)}`);
  }
  return (['text', 'both'] as const).flatMap((way) =>
    right[way].map((sum, level): Measurement => {
      const goal = way === 'both' ? goals[level] : null;
      return {
        name: `flipkart1050, ${levelNames[level]}, ${way === 'both' ? 'text and picture' : 'text alone'}`,
        value: Number((sum / count).toFixed(4)),
        unit: 'share',
        ...(way === 'both' && { ratioToReference: sum / right.text[level] }),
        ...(goal !== null && { beside: { value: goal, source: 'goal' } }),
      };
    }),
  );
}
