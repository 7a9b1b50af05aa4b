/**
 * The live scoring process: answers questions of the web process (server/inference/live-process.ts) about single
 * products, and ends when the channel closes.
 */
import { scoreProductCategories } from '#server/categorization/score-product-categories.ts';
import { scoreProductDuplicates } from '#server/duplicates/score-product-duplicates.ts';
import { liveProductSchema } from '#server/representation/schema.ts';

interface Question {
  id: number;
  kind: string;
  input: unknown;
}

async function answerTo({ kind, input }: Question): Promise<unknown> {
  const product = liveProductSchema.parse(input);
  if (kind === 'categorize') return scoreProductCategories(product);
  if (kind === 'duplicates') return scoreProductDuplicates(product);
  throw new Error(`unknown question: ${kind}`);
}

process.on('disconnect', () => process.exit(0));
process.on('message', (question: Question) => {
  answerTo(question).then(
    (answer) => process.send?.({ id: question.id, answer }),
    (error: Error) => process.send?.({ id: question.id, error: error.stack ?? error.message }),
  );
});
