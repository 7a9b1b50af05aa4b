import type { Rng } from '../rng.ts';

/**
 * Marsaglia's xorshift32 ("Xorshift RNGs", 2003): a draw for every feature of every row each time it is seen is too many
 * for the kernel's generator, and what is dropped needs no better one.
 */
export class Draws {
  private state: number;

  constructor(rng: Rng) {
    this.state = 1 + rng.below(0x7ffffffe);
  }

  /** Uniform in [0, 1). */
  next(): number {
    let state = this.state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.state = state;
    return (state >>> 0) / 4294967296;
  }
}
