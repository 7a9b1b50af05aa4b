/**
 * The live scoring process: answers questions of the web process (server/inference/live-process.ts) about single
 * products and typed words, and ends when the channel closes. Each kind of question loads its own code on first use: a process
 * that reads words alone is up in a second.
 */

interface Question {
  id: number;
  kind: string;
  input: unknown;
  /** By the machine's clock: who asked has gone on without an answer. */
  untilMs: number;
}

async function productOf(input: unknown) {
  return (await import('#server/representation/schema.ts')).liveProductSchema.parse(input);
}

const answers: Record<string, (input: unknown) => Promise<unknown>> = {
  categorize: async (input) =>
    (await import('#server/categorization/score-product-categories.ts')).scoreProductCategories(
      await productOf(input),
    ),
  duplicates: async (input) =>
    (await import('#server/duplicates/score-product-duplicates.ts')).scoreProductDuplicates(
      await productOf(input),
    ),
  meaning: async (input) => (await import('#server/representation/embed-words.ts')).embedWords(input),
};

async function answerTo({ kind, input, untilMs }: Question): Promise<unknown> {
  if (!Object.hasOwn(answers, kind)) throw new Error(`unknown question: ${kind}`);
  return Date.now() > untilMs ? null : answers[kind](input);
}

process.on('disconnect', () => process.exit(0));
process.on('message', (question: Question) => {
  answerTo(question).then(
    (answer) => process.send?.({ id: question.id, answer }),
    (error: Error) => process.send?.({ id: question.id, error: error.stack ?? error.message }),
  );
});
