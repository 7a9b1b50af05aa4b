/** Small seeded choices used all over the generator. */
import type { Rng } from '#server/ml/rng.ts';

export function pick<T>(rng: Rng, items: readonly T[]): T {
  return items[rng.below(items.length)];
}

export function chance(rng: Rng, p: number): boolean {
  return rng.next() < p;
}

export function between(rng: Rng, low: number, high: number): number {
  return low + rng.next() * (high - low);
}
