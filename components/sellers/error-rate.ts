/** How wrong a seller's categories are, with what chance alone explains. Pure. */
import type { SellerFigures } from '#server/browse/schema-sellers.ts';
import type { WrongGroup } from '#server/insights/schema-wrong.ts';

export interface ErrorRate {
  /** As estimated; before there is an estimate: corrected by a person, or doubted by the model and not decided yet. */
  wrong: number;
  of: number;
  rate: number;
  /** The estimate's 95 % interval, else Wilson's (Wilson 1927): within 0 and 1, and honest for a handful of products. */
  low: number;
  high: number;
}

const z = 1.959964;

export function errorRate(
  { corrected, doubted, given }: SellerFigures,
  estimate?: Pick<WrongGroup, 'rows' | 'share' | 'low' | 'high'>,
): ErrorRate | null {
  if (estimate) {
    const { rows, share, low, high } = estimate;
    return { wrong: share * rows, of: rows, rate: share, low, high };
  }
  if (given === 0) return null;
  const wrong = corrected + doubted;
  const rate = wrong / given;
  const centre = (rate + (z * z) / (2 * given)) / (1 + (z * z) / given);
  const half =
    (z / (1 + (z * z) / given)) * Math.sqrt((rate * (1 - rate)) / given + (z * z) / (4 * given * given));
  return { wrong, of: given, rate, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
