import type { ItemRow } from '#server/review/store.ts';
import { readCardProducts } from '#server/review/store-products.ts';
import { categoriesNamed, evidenceOf, numberOptions } from './rules-card.ts';
import type { CategoryCard } from './schema-card.ts';
import {
  type CategoryRow,
  readCategoriesWithParents,
  readPlacements,
  readSuggestions,
} from './store-card.ts';

type CardItem = Pick<ItemRow, 'subjectId' | 'reason' | 'priorityReason' | 'blind'>;

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

/**
 * Cards for the items, by product id, in five queries however many there are. On a blind card nothing that the
 * machine or the seller believes leaves the server.
 */
export async function loadCategoryCards(items: readonly CardItem[]): Promise<Map<string, CategoryCard>> {
  const productIds = items.map((item) => item.subjectId);
  const [products, suggestions, placements] = await Promise.all([
    readCardProducts(productIds),
    readSuggestions(productIds),
    readPlacements(productIds),
  ]);
  const named = [...placements.values()].flatMap((placement) =>
    categoriesNamed(suggestions.get(placement.productId), placement),
  );
  const categories = await readCategoriesWithParents([...new Set(named)]);
  const cards = new Map<string, CategoryCard>();
  for (const item of items) {
    const product = products.get(item.subjectId);
    const placement = placements.get(item.subjectId);
    if (!product || !placement) continue;
    const suggestion = item.blind ? null : (suggestions.get(item.subjectId) ?? null);
    const options = item.blind ? [] : numberOptions(suggestion, placement, categories);
    const { currentCategoryId } = placement;
    const current = currentCategoryId ? pathsOf([currentCategoryId], categories)[0] : undefined;
    cards.set(item.subjectId, {
      product: item.blind ? { ...product, sellerCategoryPath: null } : product,
      // A known answer must look like any other item.
      reason: item.reason === 'gold' ? 'suspect' : item.reason,
      priorityReason: item.blind ? '' : item.priorityReason,
      blind: item.blind,
      options,
      parent: parentOf(options[0]?.categoryId, categories),
      given: item.blind ? [] : pathsOf(placement.givenCategoryIds, categories),
      current: item.blind || !current ? null : { ...current, source: placement.currentSource },
      evidence: evidenceOf(suggestion, categories),
    });
  }
  return cards;
}
