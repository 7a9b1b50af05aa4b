/** A catalog's data in figures. Everything that reaches the page is in here. */
import type { CategoryMap } from './schema-map.ts';

/** Parts of a listing that may be missing. */
export const portraitFields = [
  'brand',
  'gtin',
  'description',
  'price',
  'attributes',
  'picture',
  'language',
  'category',
] as const;
export type PortraitField = (typeof portraitFields)[number];

/** Five numbers of a distribution; prices in the currency's smallest unit. */
export interface Spread {
  count: number;
  low: number;
  median: number;
  high: number;
}

/** The same figures of the whole, of a category, of a branch, or of a seller. */
export interface GroupPortrait {
  /** Null: the whole, or what belongs to no category. */
  id: string | null;
  name: string;
  products: number;
  missing: Record<PortraitField, number>;
  /** Most frequent first, at most six. */
  languages: { locale: string; products: number }[];
  titleWords: Spread;
  /** Titles of one or two words. */
  shortTitles: number;
  /** Words of the descriptions that are there. */
  descriptionWords: Spread;
  /**
   * Titles with the word. Of the whole: the most frequent first. Of a group: those that tell it from the whole, by how
   * many of its titles they explain (count × log of how much more frequent than in the whole).
   */
  words: { word: string; products: number }[];
  /** Prices of the most frequent currency, from the 5th to the 95th percentile. */
  price: (Spread & { currency: string }) | null;
  /** Listings with a first picture that has been measured; of them: */
  pictures: number;
  flatPictures: number;
  whiteBorders: number;
  /** Where one seller sends more than half: who, and how much. */
  mainSeller: { name: string; products: number } | null;
}

export interface Bar {
  /** From here to the next bar's `from`. */
  from: number;
  count: number;
}

export interface PicturePortrait {
  measured: number;
  /** Share of near-white pixels, in tenths of the picture. */
  white: Bar[];
  /** Standard deviation of grey, 0 to 127. */
  spread: Bar[];
  /** The same within the border: 0 is one colour all around. */
  borderSpread: Bar[];
  /** Mean grey and its standard deviation over the pictures, row by row of a grid: where pictures differ. */
  grid: { wide: number; high: number; mean: number[]; deviation: number[] };
  /** The same picture on several products: pictures, and the products they are on. */
  shared: { pictures: number; products: number };
  /** Addresses that gave no picture. */
  failed: number;
}

export interface BalancePortrait {
  /** Categories with a product. */
  used: number;
  leaves: number;
  /** Products of the largest tenth of the used categories. */
  largestTenth: number;
  /** Effective number of categories: e to the entropy of their shares (Hill 1973, order 1). */
  effective: number;
  /** Gini coefficient of products over used categories: 0 all alike. */
  gini: number;
  /** Used categories by number of products: bars 1, 2, 5, 10, 20, 50 … */
  sizes: Bar[];
}

export const riskKinds = [
  'no-category',
  'above-leaves',
  'tiny-categories',
  'contradicting-titles',
  'one-seller-categories',
  'wide-prices',
  'short-titles',
  'no-language',
  'thin-languages',
  'no-description',
  'no-brand',
  'no-gtin',
  'no-picture',
  'failed-pictures',
  'flat-pictures',
  'shared-pictures',
] as const;
export type RiskKind = (typeof riskKinds)[number];

/** Something in the data that is likely to hurt, with how many of the products it touches. */
export interface Risk {
  kind: RiskKind;
  products: number;
  of: number;
  weight: 'much' | 'some' | 'little';
  /** In how many categories, where it is a fault of categories. */
  categories?: number;
  /** Where it is worst. */
  examples: { name: string; products: number; of?: number; categoryId?: string; sellerId?: string }[];
}

export interface Portrait {
  /** Listed products. */
  products: number;
  /** Of them: read for this portrait. */
  read: number;
  whole: GroupPortrait;
  /** As the feed says, or else as the text looks; null: neither. */
  languages: { locale: string | null; products: number }[];
  titleWords: Bar[];
  balance: BalancePortrait;
  pictures: PicturePortrait;
  branches: GroupPortrait[];
  /** The fullest ones; `categoriesLeftOut` is how many more there are. */
  categories: GroupPortrait[];
  categoriesLeftOut: number;
  sellers: GroupPortrait[];
  sellersLeftOut: number;
  risks: Risk[];
  /** Where categories lie to each other; null while no model is active. Portraits drawn before there were maps have none. */
  map?: CategoryMap | null;
}

/** What the page gets: the last portrait, and whether a new one is being drawn. */
export interface PortraitView {
  portrait: Portrait | null;
  drawnAt: string | null;
  seconds: number | null;
  state: 'none' | 'asked' | 'done' | 'failed';
  failure: string | null;
}
