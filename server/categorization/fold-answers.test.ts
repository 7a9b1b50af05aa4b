import { expect, it } from 'vitest';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { leafByCode } from '#server/demo/taxonomy.ts';
import { heldOutByFolds } from '#server/evaluation/held-out-heads.ts';
import { collectLabels, labelIds } from '#server/evaluation/label-levels.ts';
import { openEmbedderFiles, trainEmbedder } from '#server/inference/text-embedder.ts';
import type { Summary } from '#server/ml/fusion/summary-table.ts';
import { largestIndices } from '#server/ml/hierarchy/decode-paths.ts';
import { documentFields, toDocument } from '#server/representation/product-text.ts';
import { FoldAnswers } from './fold-answers.ts';
import { trainCategorizer } from './train-categorizer.ts';

const { listings } = generateCatalog({ seed: 5, listings: 240 });
const documents = listings.map((listing) =>
  toDocument({ ...listing, sellerCategoryPath: listing.sellerPath }),
);
const codes = listings.map(({ givenCode }) => {
  const leaf = leafByCode.get(givenCode);
  return leaf ? [leaf.departmentCode, leaf.code] : [];
});
const columns = [0, 1].map((level) => codes.map((own) => own[level]));
const options = { threads: 2, seed: 1, cost: 1 };

it('reads back what was written', () => {
  const answers = new FoldAnswers(3);
  const summary: Summary = {
    ...{ top: [4, 2], topP: [0.5, 0.25], first: 0.75, depthOk: 2, entropy: 1.5, disagreement: null },
    opinions: [{ name: 'image', label: 0, p: 0.5 }],
    ...{ strongest: [4, 2, 0], strongestP: [0.5, 0.25, 0.125], given: 2, pGiven: 0.25 },
  };
  const other: Summary = {
    ...summary,
    top: [1],
    topP: [1],
    given: null,
    pGiven: 0,
    disagreement: 0.5,
    opinions: [],
  };
  answers.write(2, summary, 0.25);
  answers.write(0, other, 0.5);
  expect(answers.read(2)).toEqual(summary);
  expect(answers.read(0)).toEqual(other);
  expect(answers.pBelieved[0]).toBe(0.5);
});

it('of rows that choices were not made on are those of the same folds, from rows in files, within what int8 rounds', async () => {
  const labels = collectLabels(['department', 'leaf'], columns);
  const truth = labelIds(labels, columns);
  const counts = labels.classes.map((classes) => classes.length);
  const embed = await openEmbedderFiles(await trainEmbedder(documents, 1));
  const asked = {
    ...options,
    embed,
    ablate: false,
    copiesTogether: true,
    answerAll: true,
    product2vec: true,
  };
  const input = { documents, pictures: null };
  const whole = await heldOutByFolds(input, truth, counts, 2, asked);
  const part = await heldOutByFolds(input, truth, counts, 2, { ...asked, choiceRows: 60, rowBytesMax: 0 });
  expect(whole.headsOf).toBeNull();
  expect(part.sets[0].rows).toHaveLength(60);
  expect(part.folds).toEqual(whole.folds);
  for (const fold of [0, 1]) {
    const rows = [...part.folds.keys()].filter((row) => part.folds[row] === fold && row % 4 !== 0);
    const heads = (await part.headsOf?.(fold, rows)) ?? [];
    expect(heads.map((head) => head.name)).toEqual(['text', 'product2vec', 'neighbours']);
    heads.forEach((head, at) => {
      const own = whole.sets[0].heads[at];
      const equal = rows.filter((row, place) => {
        const scores = own.levels[1].subarray(row * counts[1], (row + 1) * counts[1]);
        const [found] = largestIndices(
          head.levels[1].subarray(place * counts[1], (place + 1) * counts[1]),
          1,
        );
        const [exact] = largestIndices(scores, 1);
        // Blocks of a fold that is trained by itself draw other orders of chance: close calls may fall otherwise.
        const gap = (scores[exact] - scores[found]) / (scores[exact] - Math.min(...scores));
        expect(gap, `${head.name} of row ${row}`).toBeLessThan(0.05);
        return found === exact;
      });
      expect(equal.length / rows.length, head.name).toBeGreaterThan(0.9);
    });
  }
}, 120_000);

it('become suggestions for every row of a table of which only some were chosen on', async () => {
  const embed = await openEmbedderFiles(await trainEmbedder(documents, 1));
  const given = codes.map((own, row) => (row % 5 === 0 ? [] : ['unknown', own[1]]));
  const trained = await trainCategorizer(
    { documents, pictures: null, pictureEncoder: 'none', fields: documentFields, labels: columns, given },
    embed,
    { ...options, choiceRows: 120, rowBytesMax: 0 },
    async () => {},
  );
  expect(trained.evaluation.rows).toBe(120);
  const found = listings.map((_, row) => trained.outOfFold.suggest(row));
  const rightOf = (rows: number[]): number =>
    rows.filter((row) => found[row].categoryId === codes[row][1]).length / rows.length;
  const [chosen, others] = [0, 1].map((place) => [...listings.keys()].filter((row) => row % 2 === place));
  expect(rightOf(others)).toBeGreaterThan(rightOf(chosen) - 0.1);
  // Four rows a leaf in each fold: chance is one in sixty.
  expect(rightOf(others)).toBeGreaterThan(0.4);
  found.forEach((one, row) => {
    expect(one.pGiven === null).toBe(row % 5 === 0);
    if (one.pGiven === null) expect(one.suspicion).toBe(0);
    // A category that the model is nearly sure of is not doubted.
    else if (one.pGiven > 0.9) expect(one.suspicion).toBeLessThan(0.5);
  });
}, 120_000);
