/** How wrong a seller's categories are, with what chance alone explains. Pure. */
import type { SellerFigures } from '#server/browse/schema-sellers.ts';

export interface ErrorRate {
  /** Corrected by a person, or doubted by the model and not decided yet. */
  wrong: number;
  of: number;
  rate: number;
  /** Wilson's 95 % interval (Wilson 1927): stays within 0 and 1, and is honest for a handful of products. */
  low: number;
  high: number;
}

const z = 1.959964;

export function errorRate({ corrected, doubted, given }: SellerFigures): ErrorRate | null {
  if (given === 0) return null;
  const wrong = corrected + doubted;
  const rate = wrong / given;
  const centre = (rate + (z * z) / (2 * given)) / (1 + (z * z) / given);
  const half =
    (z / (1 + (z * z) / given)) * Math.sqrt((rate * (1 - rate)) / given + (z * z) / (4 * given * given));
  return { wrong, of: given, rate, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
