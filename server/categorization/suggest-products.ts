/** Scores a batch of products, says why, and puts those that a person should see into the queue. */
import type { StageHandler, StageResult } from '#server/jobs/define-job.ts';
import { setNotApplicable } from '#server/jobs/stage-event.ts';
import { loadActiveModel, type ModelFiles } from '#server/registry/load-model.ts';
import { toDocument } from '#server/representation/product-text.ts';
import { type ProductForModels, readProducts } from '#server/representation/store.ts';
import type { Opinion, Suggestion } from './make-suggestion.ts';
import { type Categorizer, type CategoryNeighbour, openCategorizer } from './open-categorizer.ts';
import { activeEmbedderId, neighboursOf, readRows } from './read-rows.ts';
import { filedMax, placeInQueue, type QueuePlace } from './rules-queue.ts';
import {
  countFiled,
  type EvidenceToSave,
  type KnownSuggestion,
  openCategoryItems,
  readKnownSuggestions,
  type SuggestionToSave,
  saveEvidence,
  saveSuggestions,
  withdrawCategoryItems,
} from './store-suggest.ts';
import { readWorth } from './store-worth.ts';
import { suggestAttributes } from './suggest-attributes.ts';
import { suggestionSentence } from './suggestion-words.ts';

type Modality = SuggestionToSave['evidence']['modalities'][number];

/** What the nearest listed products are filed under: the commonest category and its share. */
function voteOf(near: readonly CategoryNeighbour[]): Modality | null {
  const votes = new Map<string, number>();
  for (const { categoryId } of near) {
    if (categoryId) votes.set(categoryId, (votes.get(categoryId) ?? 0) + 1);
  }
  const best = [...votes].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1))[0];
  return best ? { name: 'similar products', categoryId: best[0], p: best[1] / near.length } : null;
}

function sentenceFor(words: string[], near: readonly CategoryNeighbour[], categoryId: string): string {
  const agreeing = near.filter((one) => one.categoryId === categoryId).length;
  return suggestionSentence({ code: 'seen', values: { words, agreeing, near: near.length } });
}

interface Judged {
  product: ProductForModels;
  place: QueuePlace | null;
  /** Null where this model's suggestion for this input is there already. */
  save: SuggestionToSave | null;
}

type Answer = Pick<KnownSuggestion, 'categoryId' | 'p' | 'topK' | 'suspicion' | 'depthOk' | 'entropy'>;

/** Whether a person should look at each answer, and how soon. */
async function judge<
  Judgeable extends { product: ProductForModels; answer: Answer; opinions: readonly Opinion[] },
>(
  catalogId: string,
  judgeable: readonly Judgeable[],
  levelCount: number,
): Promise<(Judgeable & { place: QueuePlace | null })[]> {
  const filed = await countFiled(
    catalogId,
    judgeable.map(({ answer }) => answer.categoryId),
    filedMax,
  );
  const placeOf = ({ product, answer }: Judgeable) => product.currentCategoryId ?? answer.categoryId;
  const worths = await readWorth(catalogId, judgeable.map(placeOf));
  return judgeable.map((one) => {
    const { categoryId: suggestedId, topK, ...rest } = one.answer;
    const worth = worths.get(placeOf(one));
    const secondP = topK[1]?.p ?? 0;
    const filedThere = filed.get(suggestedId) ?? 0;
    const { product, opinions } = one;
    const facts = { ...product, ...rest, suggestedId, secondP, filedThere, opinions, levelCount, worth };
    return { ...one, place: placeInQueue(facts) };
  });
}

async function scoreNew(
  catalogId: string,
  categorizer: Categorizer,
  products: ProductForModels[],
  embedderId: string | null,
): Promise<Judged[]> {
  if (products.length === 0) return [];
  const rows = await readRows(categorizer, products, embedderId);
  const suggestions = await categorizer.suggest(
    rows,
    products.map((product) => product.givenCategoryIds),
  );
  const levelCount = categorizer.stored.classes.length;
  const made = products.map((product, row) => {
    const answer = suggestions[row];
    return { product, answer, opinions: answer.opinions };
  });
  const answers = await judge(catalogId, made, levelCount);
  // Neighbours are asked only where a person will look, or where the answer rests on them.
  const unasked = answers.filter(({ place }, row) => place && rows.neighbours[row].length === 0);
  const asked = await neighboursOf(
    unasked.map(({ product }) => product.id),
    embedderId,
  );
  return answers.map(({ product, answer, place }, row) => {
    const near = asked.get(product.id) ?? rows.neighbours[row];
    return { product, place, save: explain(categorizer, product, answer, near, place !== null) };
  });
}

/** A suggestion with its reasons: words where a person will look. */
function explain(
  categorizer: Categorizer,
  product: ProductForModels,
  suggestion: Suggestion,
  near: readonly CategoryNeighbour[],
  isPlaced: boolean,
): SuggestionToSave {
  const words = isPlaced ? categorizer.reasons(toDocument(product), suggestion.leaf, suggestion.against) : [];
  const vote = voteOf(near);
  const { leaf: _leaf, against: _against, opinions, ...row } = suggestion;
  return {
    ...row,
    productId: product.id,
    inputHash: product.inputHash,
    fold: null,
    evidence: {
      words,
      modalities: vote ? [...opinions, vote] : opinions,
      sentence: sentenceFor(words, near, suggestion.categoryId),
    },
  };
}

/**
 * Reasons for an out-of-fold answer, which is kept as it is: words by the full model's weights for that same answer
 * against the given category, and the nearest products beside what text and picture said out of fold.
 */
function explainKnown(
  categorizer: Categorizer,
  product: ProductForModels,
  known: KnownSuggestion,
  near: readonly CategoryNeighbour[],
): EvidenceToSave {
  const leaves = categorizer.stored.classes[categorizer.stored.classes.length - 1];
  const leaf = leaves.indexOf(known.categoryId);
  const given = leaves.indexOf(product.givenCategoryIds.find((id) => id !== known.categoryId) ?? '');
  const words = leaf >= 0 && given >= 0 ? categorizer.reasons(toDocument(product), leaf, given) : [];
  const vote = voteOf(near);
  const opinions = known.evidence.modalities.filter((one) => one.name !== vote?.name);
  return {
    productId: product.id,
    evidence: {
      words,
      modalities: vote ? [...opinions, vote] : opinions,
      sentence: sentenceFor(words, near, known.categoryId),
    },
    disagreement: known.disagreement,
  };
}

/** The result of a batch: rows, queue items and wakes in one transaction. */
function toResult(
  catalogId: string,
  modelVersionId: string,
  judged: Judged[],
  unitIds: string[],
  evidence: EvidenceToSave[],
): StageResult {
  const placed = judged.filter((one) => one.place !== null);
  const unplaced = judged.filter((one) => one.place === null).map((one) => one.product.id);
  const found = new Set(judged.map((one) => one.product.id));
  return {
    done: [...found],
    notApplicable: unitIds.filter((id) => !found.has(id)),
    wakes: [{ stage: 'review-category', unitIds: placed.map((one) => one.product.id) }],
    write: async (tx) => {
      const saves = judged.flatMap((one) => (one.save ? [one.save] : []));
      await saveSuggestions(tx, modelVersionId, saves);
      await saveEvidence(tx, modelVersionId, evidence);
      const items = placed.flatMap(({ product, place }) =>
        place ? [{ productId: product.id, revision: product.revision, ...place }] : [],
      );
      await openCategoryItems(tx, catalogId, modelVersionId, items);
      await withdrawCategoryItems(tx, unplaced);
      await setNotApplicable(tx, { catalogId, stage: 'review-category', unitIds: unplaced });
    },
  };
}

/** Suggests for products with a given model: what it has said of the same input before is kept. */
async function suggestProducts(
  catalogId: string,
  unitIds: string[],
  files: ModelFiles,
): Promise<StageResult> {
  const categorizer = await openCategorizer(files);
  const embedderId = await activeEmbedderId(catalogId);
  const products = await readProducts(unitIds);
  const known = await readKnownSuggestions(files.modelVersionId, unitIds);
  const isKnown = (product: ProductForModels): boolean =>
    known.get(product.id)?.inputHash === product.inputHash;
  const levelCount = categorizer.stored.classes.length;
  const said = products.flatMap((product) => {
    const answer = isKnown(product) ? known.get(product.id) : undefined;
    return answer ? [{ product, answer, opinions: answer.evidence.modalities, save: null }] : [];
  });
  const kept = await judge(catalogId, said, levelCount);
  const placed = kept.filter((one) => one.place !== null);
  const near = await neighboursOf(
    placed.map(({ product }) => product.id),
    embedderId,
  );
  const evidence = placed.map(({ product, answer }) =>
    explainKnown(categorizer, product, answer, near.get(product.id) ?? []),
  );
  const made = await scoreNew(
    catalogId,
    categorizer,
    products.filter((product) => !isKnown(product)),
    embedderId,
  );
  const saveAttributes = await suggestAttributes(catalogId, products);
  const result = toResult(catalogId, files.modelVersionId, [...kept, ...made], unitIds, evidence);
  return {
    ...result,
    write: async (tx) => {
      await result.write?.(tx);
      await saveAttributes(tx);
    },
  };
}

/** The stages that suggest: with the active model, or what `withoutModel` says. */
export function suggestWithActive(withoutModel: (unitIds: string[]) => StageResult): StageHandler {
  return async ({ catalogId, unitIds }) => {
    const files = await loadActiveModel(catalogId, 'categorizer');
    return files ? suggestProducts(catalogId, unitIds, files) : withoutModel(unitIds);
  };
}
