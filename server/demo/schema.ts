/** What the generator makes: listings as sellers would feed them, and the truth that stays apart from them. */
import type { AxisKey, AxisValue } from './axes.ts';
import type { Locale } from './vocabulary.ts';

/** A thing that exists once in the world; listings are what sellers say about it. */
export interface Product {
  id: number;
  leaf: string;
  brand: string;
  model: string;
  mpn: string;
  gtin: string;
  /** Colour, material and flavour by code; measures in the axis' own unit. */
  values: Partial<Record<AxisKey, AxisValue>>;
  priceEuro: number;
  /** Units sold, long-tailed. */
  sales: number;
  /** Products of one family share their drawing's proportions: variants of one model look alike. */
  family: number;
}

/** How an image file is made from a product's drawing. */
export interface ImagePlan {
  file: string;
  product: Product;
  view: number;
  seed: number;
  /** What happened to the picture on its way to this seller. */
  alteration: 'none' | 'crop' | 'border' | 'watermark' | 'recompress' | 'mirror';
}

export interface Listing {
  /** `<sellerKey>:<sku>`, unique. */
  key: string;
  sellerKey: string;
  sku: string;
  title: string;
  description: string | null;
  brand: string | null;
  gtin: string | null;
  mpn: string | null;
  priceMinor: number | null;
  currency: string;
  locale: Locale;
  /** Label in the seller's language → text as the seller writes it. */
  attributes: Record<string, string>;
  popularity: number;
  /** Leaf the seller put it in; wrong for the planted share. */
  givenCode: string;
  /** The seller's own category path. */
  sellerPath: string;
  images: ImagePlan[];
}

export interface Trap {
  a: string;
  b: string;
  /** The property in which the two differ. */
  axis: AxisKey;
}

export interface Truth {
  seed: number;
  /** Listing key → true leaf code. */
  trueCode: Record<string, string>;
  /** Listing key → number of the thing; two listings are duplicates when it is equal. */
  group: Record<string, number>;
  /** Keys of listings whose given category was planted wrong. */
  plantedWrong: string[];
  /** Pairs that look alike and are not the same. */
  traps: Trap[];
}

export interface DemoCatalog {
  listings: Listing[];
  truth: Truth;
}
