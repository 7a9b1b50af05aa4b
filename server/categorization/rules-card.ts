import type { CategoryEvidence, CategoryOption } from './schema-card.ts';
import type { CategoryRow, PlacementRow, SuggestionRow } from './store-card.ts';
import { readSuggestionReason } from './suggestion-words.ts';

/** How a suggestion becomes the numbered choices and the words of a card. Pure. */
export const optionsMax = 5;

type Categories = ReadonlyMap<string, CategoryRow>;

/**
 * The model's answers best first, and among them always the seller's own category, so that "it was right" is one
 * key as well. Numbers are the keys; 1 is the proposal. What somebody has said is wrong is not offered again.
 */
export function numberOptions(
  suggestion: SuggestionRow | null,
  placement: PlacementRow,
  categories: Categories,
): CategoryOption[] {
  const { rejectedIds } = placement;
  const ranked = (suggestion?.topK ?? [])
    .map((answer, at) => ({ ...answer, rank: (at + 1) as number | null, p: answer.p as number | null }))
    .filter((answer) => !rejectedIds.includes(answer.categoryId));
  const given = placement.givenCategoryIds.find((id) => !rejectedIds.includes(id));
  const isRanked = ranked.slice(0, optionsMax).some((answer) => answer.categoryId === given);
  const chosen =
    given && !isRanked
      ? [...ranked.slice(0, optionsMax - 1), { categoryId: given, rank: null, p: suggestion?.pGiven ?? null }]
      : ranked.slice(0, optionsMax);
  return chosen
    .flatMap((answer) => {
      const category = categories.get(answer.categoryId);
      return category ? [{ answer, category }] : [];
    })
    .map(({ answer, category }, at) => ({
      number: at + 1,
      categoryId: category.categoryId,
      name: category.name,
      pathName: category.pathName,
      rank: answer.rank,
      p: answer.p,
      isGiven: placement.givenCategoryIds.includes(category.categoryId),
    }));
}

/**
 * The word for the number. The line between the words is the evaluation's own threshold per level (law 7): `depthOk` is
 * the deepest level whose p passes it. High: the leaf passes; medium: a level above; low: none.
 */
export function confidenceOf(suggestion: SuggestionRow, categories: Categories): 'low' | 'medium' | 'high' {
  const depth = categories.get(suggestion.categoryId)?.depth ?? Number.POSITIVE_INFINITY;
  if (suggestion.depthOk >= depth) return 'high';
  return suggestion.depthOk > 0 ? 'medium' : 'low';
}

export function evidenceOf(suggestion: SuggestionRow | null, categories: Categories): CategoryEvidence {
  if (!suggestion) {
    return {
      sentence: null,
      reason: null,
      confidence: null,
      words: [],
      modalities: [],
      p: null,
      pGiven: null,
      modelVersionId: null,
    };
  }
  const { evidence } = suggestion;
  return {
    sentence: evidence.sentence ?? null,
    reason: evidence.sentence ? readSuggestionReason(evidence.sentence, evidence.words ?? []) : null,
    confidence: confidenceOf(suggestion, categories),
    words: (evidence.words ?? []).slice(0, 8),
    modalities: (evidence.modalities ?? []).flatMap(({ name, categoryId, p }) => {
      const category = categories.get(categoryId);
      return category ? [{ name, p, pathName: category.pathName }] : [];
    }),
    p: suggestion.p,
    pGiven: suggestion.pGiven,
    modelVersionId: suggestion.modelVersionId,
  };
}
