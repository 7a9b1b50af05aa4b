import { readAsked } from '#server/review/asked-words.ts';
import type { CardProduct } from '#server/review/schema-product.ts';
import type { ClaimedRow } from '#server/review/store.ts';
import { goldIsShownAs } from '#server/review/store-filter.ts';
import { readCardProducts } from '#server/review/store-products.ts';
import { namesInTitle } from './name-hints.ts';
import { evidenceOf, numberOptions, optionsMax } from './rules-card.ts';
import type { CategoryCard, CategoryOption } from './schema-card.ts';
import { nameIndexOf } from './search-categories.ts';
import { readSuggestedAttributes } from './store-attributes.ts';
import {
  type CategoryRow,
  type PlacementRow,
  readCategoriesWithParents,
  readPlacements,
} from './store-card.ts';
import { readVersionsOf } from './store-first.ts';

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
    reason: item.reason === 'gold' ? goldIsShownAs : item.reason,
    waitingDays,
    blind,
    ...(blind ? nothing() : believedOf(item, placement, categories, suggestedAttributes)),
  };
}

type Hint = Pick<CategoryCard, 'options' | 'parent'>;

/** For products that no model has seen: categories whose names stand in the title, beside nothing that is believed. */
async function hintsByName(
  products: readonly CardProduct[],
  rejectedIds: (productId: string) => readonly string[],
): Promise<Map<string, Hint>> {
  if (products.length === 0) return new Map();
  const versions = await readVersionsOf(products.map(({ productId }) => productId));
  const named = await Promise.all(
    products.map(async ({ productId, title }) => {
      const versionId = versions.get(productId);
      const found = versionId ? namesInTitle(await nameIndexOf(versionId), title, optionsMax) : [];
      return found.filter(({ categoryId }) => !rejectedIds(productId).includes(categoryId));
    }),
  );
  const categories = await readCategoriesWithParents(named.flat().map(({ categoryId }) => categoryId));
  return new Map(
    products.map(({ productId }, at) => {
      const options = named[at].map(
        ({ categoryId, name, pathName }, rank): CategoryOption => ({
          ...{ number: rank + 1, categoryId, name, pathName },
          ...{ rank: null, p: null, isGiven: false },
        }),
      );
      return [productId, { options, parent: parentOf(options[0]?.categoryId, categories) }];
    }),
  );
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
  const unseen = items.flatMap(({ subjectId, reason, blind }) => {
    const product = products.get(subjectId);
    return product && reason === 'missing' && !blind && !placements.get(subjectId)?.suggestion
      ? [product]
      : [];
  });
  const hints = await hintsByName(unseen, (id) => placements.get(id)?.rejectedIds ?? []);
  const cards = new Map<string, CategoryCard>();
  for (const item of items) {
    const product = products.get(item.subjectId);
    const placement = placements.get(item.subjectId);
    if (!product || !placement) continue;
    const categories = new Map(placement.categories?.map((row) => [row.categoryId, row]));
    const card = cardOf(item, product, placement, categories, attributes.get(item.subjectId) ?? []);
    cards.set(item.subjectId, { ...card, ...hints.get(item.subjectId) });
  }
  return cards;
}
