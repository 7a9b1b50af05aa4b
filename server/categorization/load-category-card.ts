import { readAsked } from '#server/review/asked-words.ts';
import type { CardProduct } from '#server/review/schema-product.ts';
import type { ClaimedRow } from '#server/review/store.ts';
import { readCardProducts } from '#server/review/store-products.ts';
import { evidenceOf, numberOptions } from './rules-card.ts';
import type { CategoryCard } from './schema-card.ts';
import { readSuggestedAttributes } from './store-attributes.ts';
import { type CategoryRow, type PlacementRow, readPlacements } from './store-card.ts';

type CardItem = Pick<ClaimedRow, 'subjectId' | 'reason' | 'priorityReason' | 'waitingDays' | 'blind'>;

function pathsOf(ids: readonly string[], categories: ReadonlyMap<string, CategoryRow>) {
  return ids.flatMap((categoryId) => {
    const category = categories.get(categoryId);
    return category ? [{ categoryId, pathName: category.pathName }] : [];
  });
}

function parentOf(
  categoryId: string | undefined,
  categories: ReadonlyMap<string, CategoryRow>,
): CategoryCard['parent'] {
  const parentId = categoryId ? categories.get(categoryId)?.parentId : null;
  const parent = parentId ? categories.get(parentId) : undefined;
  return parent
    ? { categoryId: parent.categoryId, name: parent.name, pathName: parent.pathName, depth: parent.depth }
    : null;
}

type Believed = Omit<CategoryCard, 'product' | 'reason' | 'waitingDays' | 'blind'>;

/** What machine and seller believe. */
function believedOf(
  item: CardItem,
  placement: PlacementRow,
  categories: ReadonlyMap<string, CategoryRow>,
  suggestedAttributes: CategoryCard['suggestedAttributes'],
): Believed {
  const { suggestion, rejectedIds, currentCategoryId } = placement;
  const options = numberOptions(suggestion, placement, categories);
  const [current] = currentCategoryId ? pathsOf([currentCategoryId], categories) : [];
  // Reasons speak for the model's first answer: where that was rejected, they speak for nothing on the card.
  const isRejected = suggestion !== null && rejectedIds.includes(suggestion.categoryId);
  return {
    priorityReason: item.priorityReason,
    asked: readAsked(item.priorityReason),
    options,
    parent: parentOf(options[0]?.categoryId, categories),
    given: pathsOf(placement.givenCategoryIds, categories),
    current: current ? { ...current, source: placement.currentSource } : null,
    evidence: evidenceOf(isRejected ? null : suggestion, categories),
    suggestedAttributes,
  };
}

/** The same of a blind card: nothing. */
const nothing = (): Believed => ({
  ...{ priorityReason: '', asked: null, options: [], parent: null, given: [], current: null },
  ...{ evidence: evidenceOf(null, new Map()), suggestedAttributes: [] },
});

function cardOf(
  item: CardItem,
  product: CardProduct,
  placement: PlacementRow,
  categories: ReadonlyMap<string, CategoryRow>,
  suggestedAttributes: CategoryCard['suggestedAttributes'],
): CategoryCard {
  const { blind, waitingDays } = item;
  return {
    product: blind ? { ...product, sellerCategoryPath: null } : product,
    // A known answer must look like any other item.
    reason: item.reason === 'gold' ? 'suspect' : item.reason,
    waitingDays,
    blind,
    ...(blind ? nothing() : believedOf(item, placement, categories, suggestedAttributes)),
  };
}

/**
 * Cards for the items, by product id, in three queries however many there are. On a blind card nothing that the
 * machine or the seller believes leaves the server.
 */
export async function loadCategoryCards(items: readonly CardItem[]): Promise<Map<string, CategoryCard>> {
  const productIds = items.map((item) => item.subjectId);
  const [products, placements, attributes] = await Promise.all([
    readCardProducts(productIds),
    readPlacements(productIds),
    readSuggestedAttributes(productIds),
  ]);
  const cards = new Map<string, CategoryCard>();
  for (const item of items) {
    const product = products.get(item.subjectId);
    const placement = placements.get(item.subjectId);
    if (!product || !placement) continue;
    const categories = new Map(placement.categories?.map((row) => [row.categoryId, row]));
    cards.set(
      item.subjectId,
      cardOf(item, product, placement, categories, attributes.get(item.subjectId) ?? []),
    );
  }
  return cards;
}
