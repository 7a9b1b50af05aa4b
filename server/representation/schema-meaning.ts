/** What the meaning of typed words is to a search. */

/** Answer of the scoring process. */
export type EmbeddedWords =
  | { ok: true; vector: number[]; modelVersionId: string }
  | { ok: false; reason: 'no-embedder' | 'no-known-word' };

/** A place among the vectors of a model version: near it is what means the same. */
export interface MeaningPlace {
  /** As pgvector reads it. */
  vector: string;
  modelVersionId: string;
}

/**
 * Why a search is by words alone. `late`: the meaning did not come within its time; `busy`, `failed`: the process that tells
 * it; `no-embedder`: the catalog has no vectors yet; `no-known-word`: no product has such a word; `code`: what reads as an
 * article number has no meaning beside itself.
 */
export const meaningLacks = ['late', 'busy', 'failed', 'no-embedder', 'no-known-word', 'code'] as const;
export type MeaningLack = (typeof meaningLacks)[number];

export type Meaning = ({ ok: true } & MeaningPlace) | { ok: false; reason: MeaningLack };

/**
 * Cosine similarity from which a product means what was typed, and is like another product: about one in a hundred pairs drawn by
 * chance is as near. At this bound 78 to 98 of 100 names of categories find something by meaning, .37 to .58 of it filed there
 * (`npm run bench -- meaning`; flipkart1050, mercadona-es, fashion-products). Lower finds more and mostly wrong, higher loses questions.
 */
export const nearMin = 0.5;

/** The product that others are looked for by. */
export interface Anchor {
  productId: string;
  title: string;
  /** Without a vector nothing can be near it. */
  hasVector: boolean;
}
