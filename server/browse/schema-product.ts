/** Everything the page of one product shows. */
import type { SuggestedAttribute } from '#server/categorization/schema-attributes.ts';
import type { SuggestionReason } from '#server/categorization/schema-card.ts';
import type { CardImage } from '#server/review/schema-product.ts';
import type { facetValues } from './schema-products.ts';

export interface NamedPath {
  categoryId: string;
  pathName: string;
}

export interface ScoredPath extends NamedPath {
  p: number;
}

/** What the active model says of it. */
export interface ProductSuggestion {
  modelName: string;
  /** Best first. */
  answers: ScoredPath[];
  isDoubted: boolean;
  pGiven: number | null;
  disagreement: number | null;
  /** Why, in English. */
  sentence: string | null;
  /** What the sentence says, as a code with values. */
  reason: SuggestionReason | null;
  words: string[];
  modalities: { name: string; pathName: string; p: number }[];
  createdAt: string;
  /** The product has changed since. */
  isStale: boolean;
}

export interface PageImage extends CardImage {
  state: string;
  failure: string | null;
  /** Where it came from, as the seller named it. */
  source: string;
}

/** A listing that stands with it in a cluster, or was merged with it. */
export interface RelatedProduct {
  productId: string;
  title: string;
  sellerName: string;
  sku: string | null;
  imageId: string | null;
}

/** Fields that a seller or an editor says. */
export type ShownField =
  | 'title'
  | 'brand'
  | 'gtin'
  | 'mpn'
  | 'description'
  | 'price'
  | 'currency'
  | 'locale'
  | 'url'
  | 'sellerCategory';

/** A field, or one attribute by its name; prices in the currency's smallest unit. */
export interface FieldChange {
  of: { field: ShownField } | { attribute: string };
  before: string | null;
  after: string | null;
}

/** One thing that happened, newest first on the page. */
export type ProductEvent = {
  id: string;
  at: string;
  /** Who or what did it: a person's name, a file, a model. */
  by: string | null;
} & WhatHappened;

export type DecidedAbout = 'category' | 'pair' | 'cluster';

export type WhatHappened =
  | { kind: 'imported' | 'delisted' }
  /** Without changes: category or pictures. */
  | { kind: 'changed' | 'edited'; changes: FieldChange[] }
  /** `pathName` is null where the category is gone. */
  | { kind: 'suggested'; pathName: string | null; p: number }
  | ({ kind: 'decided' } & WhatWasDecided)
  | { kind: 'undone'; about: DecidedAbout | 'undo' | null };

export interface WhatWasDecided {
  about: DecidedAbout;
  /** A category, or the word of another answer: a relation or the answer's kind. */
  answer: { category: string | null } | { word: string };
  reasonCode: string | null;
  note: string | null;
  /** A second opinion: changes nothing. */
  isSecond: boolean;
}

export interface ProductDetail {
  id: string;
  revision: number;
  title: string;
  brand: string | null;
  /** Null where the feed has none. */
  sku: string | null;
  gtin: string | null;
  mpn: string | null;
  description: string | null;
  priceMinor: number | null;
  currency: string | null;
  locale: string | null;
  url: string | null;
  popularity: number | null;
  attributes: [string, string][];
  /** Fields that a person corrected, with what the seller says. */
  edits: { field: string; seller: string | null; by: string; at: string }[];
  seller: { id: string; name: string };
  sellerCategory: { id: string; path: string; state: string; mapped: string | null } | null;
  given: NamedPath[];
  givenFrom: 'seller' | 'mapping';
  current: NamedPath | null;
  source: (typeof facetValues.source)[number];
  status: (typeof facetValues.status)[number];
  suggestion: ProductSuggestion | null;
  /** What it probably has and the seller does not say, by the model in use. */
  suggestedAttributes: SuggestedAttribute[];
  images: PageImage[];
  /** Others of its live cluster. */
  cluster: { clusterId: string; state: string; others: RelatedProduct[] } | null;
  survivor: RelatedProduct | null;
  mergedInto: RelatedProduct[];
  importRun: { id: string; fileName: string; at: string } | null;
  createdAt: string;
  updatedAt: string;
  delistedAt: string | null;
  events: ProductEvent[];
}

export interface SimilarProduct extends RelatedProduct {
  /** Cosine of the two embeddings, 1 is the same. */
  similarity: number;
  categoryPath: string | null;
}

export type SimilarProducts =
  | { ok: true; products: SimilarProduct[] }
  /** No embedder is active, or this product has no vector yet. */
  | { ok: false; reason: 'no-embedder' | 'no-vector' };
