/** The catalog's taxonomy in figures. */

export interface TaxonomyLevel {
  depth: number;
  categories: number;
  leaves: number;
  /** Categories with a listed product in or below them. */
  used: number;
  /** Listed products whose category stands on this very level. */
  products: number;
}

export interface TaxonomyFigures {
  name: string;
  label: string;
  format: string;
  importedAt: string;
  levels: TaxonomyLevel[];
  /** Languages with how many categories have a name in them; the taxonomy's own first. */
  locales: { locale: string; named: number }[];
}
