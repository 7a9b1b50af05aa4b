/** The answer to "which category is this product?". */
export interface LiveCategory {
  categoryId: string;
  pathName: string;
  p: number;
  /** Words of the product that speak for the first answer against the second; none for the others. */
  words: string[];
}

export type LiveCategories =
  | {
      ok: true;
      modelVersionId: string;
      /** Most likely first. */
      categories: LiveCategory[];
      /** How many levels are sure enough at the kept precision; 0: none. */
      depthOk: number;
      /** What text and picture alone believe, where the product has them. */
      opinions: { name: string; pathName: string; p: number }[];
      /** How far picture and text are apart, 0 … 1; null where one is missing. */
      disagreement: number | null;
      similar: { productId: string; title: string; similarity: number; pathName: string | null }[];
    }
  | { ok: false; reason: 'no-model' };
