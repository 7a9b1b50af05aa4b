/** Facets and their values in words. */
import type { FacetName } from '#server/browse/schema-products.ts';

export const facetTitles: Readonly<Record<FacetName, string>> = {
  status: 'Status',
  doubt: 'Category doubted',
  duplicates: 'Duplicates',
  source: 'Category comes from',
  seller: 'Seller',
  locale: 'Language',
};

export const valueWords: Readonly<Partial<Record<FacetName, Readonly<Record<string, string>>>>> = {
  status: { listed: 'listed', delisted: 'delisted', merged: 'merged into another' },
  doubt: { doubted: 'doubted', fine: 'not doubted', unscored: 'not scored yet' },
  duplicates: {
    proposed: 'proposed as duplicate',
    record: 'merged record',
    merged: 'merged away',
    none: 'none known',
  },
  source: {
    given: 'the seller',
    mapped: "the seller's mapped category",
    decision: 'a decision',
    accepted: 'automatic acceptance',
    merged: 'a merge',
    none: 'no category',
  },
  locale: { none: 'not stated' },
};
