/** The catalog screen: what is asked for (all of it stands in the address), and what comes back. */
import { z } from 'zod';
import type { Anchor, MeaningLack } from '#server/representation/schema-meaning.ts';
import { typedWordsSchema } from '#server/review/schema-filter.ts';

/** Facets with a closed list of values, in the order of the screen. */
export const facetValues = {
  status: ['listed', 'delisted', 'merged'],
  source: ['given', 'mapped', 'decision', 'accepted', 'merged', 'none'],
  doubt: ['doubted', 'fine', 'unscored'],
  duplicates: ['proposed', 'record', 'merged', 'none'],
  attributes: ['suggested', 'none'],
} as const;
export const facetNames = [
  'status',
  'source',
  'doubt',
  'duplicates',
  'attributes',
  'locale',
  'seller',
] as const;
export type FacetName = (typeof facetNames)[number];
/** `best`: nearest to what was typed or to the product that others should be like. */
export const productSorts = ['best', 'newest', 'oldest', 'changed'] as const;
export type ProductSort = (typeof productSorts)[number];

/** Values of one facet; several are "or". What is on no list is left out rather than refused: addresses live long. */
const listOf = <T extends string>(allowed: readonly T[]) =>
  z
    .string()
    .transform((text) =>
      text.split(',').filter((value): value is T => (allowed as readonly string[]).includes(value)),
    )
    .catch([])
    .default([]);
const patternList = (pattern: RegExp, most: number) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .filter((value) => pattern.test(value))
        .slice(0, most),
    )
    .catch([])
    .default([]);
const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const addressSchema = z.object({
  q: typedWordsSchema.catch('').default(''),
  /** `words`: what was typed must stand there; nothing by meaning. */
  by: z.literal('words').optional().catch(undefined),
  /** Products near this one by their vectors. */
  like: z.uuid().optional().catch(undefined),
  /** A category with all below it; `none`: products without one. */
  category: z
    .union([z.uuid(), z.literal('none')])
    .optional()
    .catch(undefined),
  status: listOf(facetValues.status),
  source: listOf(facetValues.source),
  doubt: listOf(facetValues.doubt),
  duplicates: listOf(facetValues.duplicates),
  /** Attributes that the model suggests and the seller does not state. */
  attributes: listOf(facetValues.attributes),
  locale: patternList(/^([a-zA-Z]{2,3}([-_][a-zA-Z0-9]{2,8})*|none)$/, 20),
  seller: patternList(uuidPattern, 50),
  /** A seller's own category, from the sellers' page. */
  sellerCategory: z.uuid().optional().catch(undefined),
  /** An import, from the product page. */
  importRun: z.uuid().optional().catch(undefined),
  /** Where none is given: `best` where words or a product to be like are, else `newest`. */
  sort: z.enum(productSorts).optional().catch(undefined),
  /** Keyset: the row after which the page begins, as `next` of the page before. */
  after: z
    .string()
    .regex(/^((\d{1,15}_)?[0-9a-f-]{36}|~\d{1,3})$/)
    .optional()
    .catch(undefined),
});

/** The address of the product list; a value that cannot be read counts as not given. */
export const productFilterSchema = addressSchema.transform((asked) => {
  const canBeBest = asked.q !== '' || asked.like !== undefined;
  const sort: ProductSort = asked.sort ?? 'best';
  return { ...asked, sort: sort === 'best' && !canBeBest ? ('newest' as const) : sort };
});
export type ProductFilter = z.infer<typeof productFilterSchema>;

export interface ProductRow {
  id: string;
  title: string;
  brand: string | null;
  /** Null where the feed has none. */
  sku: string | null;
  gtin: string | null;
  sellerName: string;
  categoryPath: string | null;
  source: (typeof facetValues.source)[number];
  status: (typeof facetValues.status)[number];
  isDoubted: boolean;
  duplicates: (typeof facetValues.duplicates)[number];
  priceMinor: number | null;
  currency: string | null;
  locale: string | null;
  imageId: string | null;
  /** It has not the words that were typed: it is here for its meaning. */
  isByMeaning: boolean;
  createdAt: string;
  updatedAt: string;
}

export interface ProductPage {
  products: ProductRow[];
  /** Where the next page begins; null on the last one. */
  next: string | null;
  /** Nothing has these words: these titles are the nearest in spelling. */
  isNearest: boolean;
  /** Why what was typed is looked for by its words alone; null where it is also looked for by meaning, or nothing was typed. */
  byWordsOnly: MeaningLack | null;
  /** The product that the filter's `like` names; null where it names none of this catalog. */
  like: Anchor | null;
}

export interface FacetCount {
  facet: FacetName;
  value: string;
  /** Name of a seller; else the value itself. */
  label: string;
  products: number;
}

export interface ProductFacets {
  /** Products that match every filter. */
  total: number;
  /** From the root to the chosen category; empty where none is chosen. */
  trail: CategoryTrail[];
  /** Each facet counted under all filters but its own; values without products are left out. */
  counts: FacetCount[];
}

export interface TreeNode {
  categoryId: string;
  name: string;
  depth: number;
  isLeaf: boolean;
  /** Products in it and below it, under the filters of the page. */
  products: number;
}

export interface TreeLevel {
  nodes: TreeNode[];
  /** Children that are not listed: a level shows the fullest ones. */
  moreCount: number;
  /** Only for the roots. */
  withoutCategory: number;
  /** Only for the roots: products in a category that the current version of the taxonomy does not have. */
  inOlderVersion: number;
}

/** Names from the root to a category: what the page writes above the list, and opens in the tree. */
export interface CategoryTrail {
  categoryId: string;
  name: string;
}
