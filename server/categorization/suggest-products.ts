/** Scores a batch of products, says why, and puts those that a person should see into the queue. */
import type { StageResult } from '#server/jobs/define-job.ts';
import { setNotApplicable } from '#server/jobs/stage-event.ts';
import { loadActiveModel, type ModelFiles } from '#server/registry/load-model.ts';
import { toDocument } from '#server/representation/product-text.ts';
import { embeddingOf, nearestTo, type ProductForModels, readProducts } from '#server/representation/store.ts';
import { makeSuggestion, type Suggestion } from './make-suggestion.ts';
import { type Categorizer, openCategorizer } from './open-categorizer.ts';
import { placeInQueue, type QueuePlace } from './rules-queue.ts';
import {
  type EvidenceToSave,
  type KnownSuggestion,
  openCategoryItems,
  readKnownSuggestions,
  type SuggestionToSave,
  saveEvidence,
  saveSuggestions,
  withdrawCategoryItems,
} from './store-suggest.ts';

const neighbourCount = 8;

type Modality = SuggestionToSave['evidence']['modalities'][number];

/** What the nearest listed products are filed under: the commonest category and its share. */
async function askNeighbours(product: ProductForModels, embedderId: string | null): Promise<Modality | null> {
  const vector = embedderId ? await embeddingOf(product.id, embedderId) : null;
  if (!embedderId || !vector) return null;
  const near = await nearestTo(vector, embedderId, neighbourCount, product.id);
  const votes = new Map<string, number>();
  for (const { currentCategoryId } of near) {
    if (currentCategoryId) votes.set(currentCategoryId, (votes.get(currentCategoryId) ?? 0) + 1);
  }
  const best = [...votes].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1))[0];
  return best ? { name: 'similar products', categoryId: best[0], p: best[1] / near.length } : null;
}

function sentenceFor(words: string[], neighbours: Modality | null, categoryId: string): string {
  const said = words.length ? `${words.map((word) => `“${word}”`).join(', ')}` : 'the text as a whole';
  if (!neighbours) return said;
  const share = Math.round(neighbours.p * neighbourCount);
  const agrees = neighbours.categoryId === categoryId ? 'agree' : 'are filed elsewhere';
  return `${said}; ${share} of ${neighbourCount} similar products ${agrees}`;
}

interface Judged {
  product: ProductForModels;
  place: QueuePlace | null;
  /** Null where this model's suggestion for this input is there already. */
  save: SuggestionToSave | null;
}

function judge(
  product: ProductForModels,
  found: Omit<KnownSuggestion, 'productId' | 'inputHash' | 'fold'>,
  levelCount: number,
): QueuePlace | null {
  const { categoryId: suggestedId, ...rest } = found;
  return placeInQueue({ ...product, ...rest, suggestedId, levelCount });
}

async function scoreNew(
  categorizer: Categorizer,
  products: ProductForModels[],
  embedderId: string | null,
): Promise<Judged[]> {
  if (products.length === 0) return [];
  const documents = products.map(toDocument);
  const { scores, answers } = await categorizer.score(documents);
  const judged: Judged[] = [];
  for (const [row, product] of products.entries()) {
    const { stored, choices } = categorizer;
    const suggestion = makeSuggestion(stored, choices, scores, answers, row, product.givenCategoryIds);
    judged.push(await explain(categorizer, product, suggestion, null, embedderId));
  }
  return judged;
}

/** Adds reasons to a suggestion; neighbours are asked only where a person will look. */
async function explain(
  categorizer: Categorizer,
  product: ProductForModels,
  suggestion: Suggestion,
  fold: number | null,
  embedderId: string | null,
): Promise<Judged> {
  const place = judge(product, suggestion, categorizer.stored.classes.length);
  const words = place ? categorizer.reasons(toDocument(product), suggestion.leaf, suggestion.against) : [];
  const neighbours = place ? await askNeighbours(product, embedderId) : null;
  const { leaf: _leaf, against: _against, ...row } = suggestion;
  const text: Modality = { name: 'text', categoryId: suggestion.categoryId, p: suggestion.p };
  const save: SuggestionToSave = {
    ...row,
    productId: product.id,
    inputHash: product.inputHash,
    fold,
    evidence: {
      words,
      modalities: neighbours ? [text, neighbours] : [text],
      sentence: sentenceFor(words, neighbours, suggestion.categoryId),
    },
    disagreement: neighbours && neighbours.categoryId !== suggestion.categoryId ? neighbours.p : null,
  };
  return { product, place, save };
}

/**
 * Reasons for an out-of-fold answer, which is kept as it is: words by the full model's weights for that same answer
 * against the given category, and the nearest products.
 */
async function explainKnown(
  categorizer: Categorizer,
  product: ProductForModels,
  known: KnownSuggestion,
  embedderId: string | null,
): Promise<EvidenceToSave> {
  const leaves = categorizer.stored.classes[categorizer.stored.classes.length - 1];
  const leaf = leaves.indexOf(known.categoryId);
  const given = leaves.indexOf(product.givenCategoryIds.find((id) => id !== known.categoryId) ?? '');
  const words = leaf >= 0 && given >= 0 ? categorizer.reasons(toDocument(product), leaf, given) : [];
  const neighbours = await askNeighbours(product, embedderId);
  const text: Modality = { name: 'text', categoryId: known.categoryId, p: known.p };
  return {
    productId: product.id,
    evidence: {
      words,
      modalities: neighbours ? [text, neighbours] : [text],
      sentence: sentenceFor(words, neighbours, known.categoryId),
    },
    disagreement: neighbours && neighbours.categoryId !== known.categoryId ? neighbours.p : null,
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
export async function suggestProducts(
  catalogId: string,
  unitIds: string[],
  files: ModelFiles,
): Promise<StageResult> {
  const categorizer = await openCategorizer(files);
  const embedder = await loadActiveModel(catalogId, 'embedder');
  const products = await readProducts(unitIds);
  const known = await readKnownSuggestions(files.modelVersionId, unitIds);
  const isKnown = (product: ProductForModels): boolean =>
    known.get(product.id)?.inputHash === product.inputHash;
  const kept: Judged[] = [];
  const evidence: EvidenceToSave[] = [];
  for (const product of products.filter(isKnown)) {
    const before = known.get(product.id);
    const place = before ? judge(product, before, categorizer.stored.classes.length) : null;
    kept.push({ product, place, save: null });
    if (before && place)
      evidence.push(await explainKnown(categorizer, product, before, embedder?.modelVersionId ?? null));
  }
  const made = await scoreNew(
    categorizer,
    products.filter((product) => !isKnown(product)),
    embedder?.modelVersionId ?? null,
  );
  return toResult(catalogId, files.modelVersionId, [...kept, ...made], unitIds, evidence);
}
