/** What in the data is likely to hurt, and how much: by the share of products it touches. Pure. */
import { largest } from '#server/ml/largest.ts';
import type { Group } from './group.ts';
import type { Risk, RiskKind } from './schema.ts';

/** A category below this many products cannot fill five folds twice: its measures and thresholds are guesses. */
export const tinyBelow = 10;
/** From how many products on prices and sellers of a category say something. */
const tellingFrom = 20;
/** One seller with more than this share: the model may learn the seller's wording instead of the category. */
const mainSellerFrom = 0.9;
/** Times by which the dear end (95th percentile) of a category exceeds its cheap end (5th). */
const wideFrom = 50;
/** A language is thin below both. */
const thinBelow = { products: 200, share: 0.05 };
const examplesMax = 5;
/** Standard deviations (binomial) above the catalog's rate from which a seller is named for a missing field. */
const beyondChance = 3;
const weightFrom = { much: 0.2, some: 0.05, little: 0.002 };

export interface NamedGroup {
  id: string | null;
  name: string;
  isLeaf: boolean;
  group: Group;
}

export interface RiskFacts {
  whole: Group;
  categories: readonly NamedGroup[];
  sellers: readonly NamedGroup[];
  shortTitles: number;
  flatPictures: number;
  measuredPictures: number;
  /** Products with no picture but an address that failed. */
  failedPictures: number;
  mixedPictures: number;
  /** Products whose very title stands in another category too. */
  contradicting: number;
}

type Example = Risk['examples'][number];
type Found = Pick<Risk, 'kind' | 'products' | 'categories'> & { examples?: Example[]; of?: number };

const worst = (examples: Example[]): Example[] =>
  examples
    .filter((example) => example.products > 0)
    .toSorted((a, b) => b.products - a.products || (a.name < b.name ? -1 : 1))
    .slice(0, examplesMax);

const asCategory = ({ id, name }: NamedGroup, products: number): Example => ({
  ...{ name, products },
  ...(id ? { categoryId: id } : {}),
});
const asSeller = ({ id, name }: NamedGroup, products: number): Example => ({
  ...{ name, products },
  ...(id ? { sellerId: id } : {}),
});

function ofCategories(kind: RiskKind, facts: RiskFacts, isHurt: (category: NamedGroup) => boolean): Found {
  const hurt = facts.categories.filter((category) => category.id !== null && isHurt(category));
  const examples = hurt.map((category) => asCategory(category, category.group.products));
  const products = hurt.reduce((sum, { group }) => sum + group.products, 0);
  return { kind, products, categories: hurt.length, examples: worst(examples) };
}

/** Sellers who leave a field out more often than chance explains, the most products above what was to be expected first. */
function ofField(kind: RiskKind, facts: RiskFacts, field: keyof Group['missing']): Found {
  const { missing, products } = facts.whole;
  const rate = missing[field] / products;
  const examples = facts.sellers
    .map((seller) => ({ seller, excess: seller.group.missing[field] - rate * seller.group.products }))
    .filter(
      ({ seller, excess }) => excess > beyondChance * Math.sqrt(seller.group.products * rate * (1 - rate)),
    )
    .toSorted((a, b) => b.excess - a.excess)
    .slice(0, examplesMax)
    .map(({ seller }) => ({
      ...asSeller(seller, seller.group.missing[field]),
      of: seller.group.products,
    }));
  return { kind, products: missing[field], examples };
}

function isOfOneSeller({ group }: NamedGroup): boolean {
  return group.products >= tellingFrom && largest(group.sellers.values()) > mainSellerFrom * group.products;
}

function isWide({ group }: NamedGroup): boolean {
  const price = group.price();
  return price !== null && price.count >= tellingFrom && price.low > 0 && price.high > wideFrom * price.low;
}

function thinLanguages({ whole }: RiskFacts): Found {
  // Given ones alone: on short titles detection errs, and its errors would look like thin languages.
  const thin = [...whole.givenLanguages].filter(
    ([, products]) => products < thinBelow.products && products < thinBelow.share * whole.products,
  );
  const examples = thin.map(([name, products]) => ({ name, products }));
  const products = thin.reduce((sum, [, count]) => sum + count, 0);
  return { kind: 'thin-languages', products, examples: worst(examples) };
}

/** That a language is not named hides a weakness and is none itself. */
const neverHeavy: ReadonlySet<RiskKind> = new Set(['no-language']);

function weigh(kind: RiskKind, products: number, of: number): Risk['weight'] | null {
  const share = of > 0 ? products / of : 0;
  if (share < weightFrom.little) return null;
  if (neverHeavy.has(kind) || share < weightFrom.some) return 'little';
  return share < weightFrom.much ? 'some' : 'much';
}

const order: readonly Risk['weight'][] = ['much', 'some', 'little'];

/** The heaviest first; what touches less than one product in 500 is left out. */
export function findRisks(facts: RiskFacts): Risk[] {
  const isOneSeller = facts.sellers.length < 2;
  const found: Found[] = [
    ofField('no-category', facts, 'category'),
    ofCategories('above-leaves', facts, (category) => !category.isLeaf),
    ofCategories('tiny-categories', facts, (category) => category.group.products < tinyBelow),
    { kind: 'contradicting-titles', products: facts.contradicting },
    ofCategories('one-seller-categories', facts, (category) => !isOneSeller && isOfOneSeller(category)),
    ofCategories('wide-prices', facts, isWide),
    { kind: 'short-titles', products: facts.shortTitles },
    ofField('no-language', facts, 'language'),
    thinLanguages(facts),
    ofField('no-description', facts, 'description'),
    ofField('no-brand', facts, 'brand'),
    ofField('no-gtin', facts, 'gtin'),
    ofField('no-picture', facts, 'picture'),
    { kind: 'failed-pictures', products: facts.failedPictures },
    { kind: 'flat-pictures', products: facts.flatPictures, of: facts.measuredPictures },
    { kind: 'shared-pictures', products: facts.mixedPictures },
  ];
  return found
    .flatMap(({ of = facts.whole.products, examples = [], ...risk }): Risk[] => {
      const weight = weigh(risk.kind, risk.products, of);
      return weight ? [{ ...risk, of, weight, examples }] : [];
    })
    .toSorted(
      (a, b) => order.indexOf(a.weight) - order.indexOf(b.weight) || b.products / b.of - a.products / a.of,
    );
}
