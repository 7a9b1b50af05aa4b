/**
 * Seeded randomness for the kernel. The kernel may not call Math.random: every run must give the same bytes (law 11).
 * Generator: sfc32 (Chris Doty-Humphrey, PractRand), seeded through splitmix32 so that near seeds give far streams.
 */

export interface Rng {
  /** Uniform in [0, 1), 32 bits of resolution. */
  next(): number;
  /** Uniform integer in [0, bound). */
  below(bound: number): number;
  /** Standard normal (Box–Muller, polar form). */
  normal(): number;
  /** An independent stream, determined by this seed and the label. */
  fork(label: number): Rng;
}

function splitmix32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

/** Makes a generator from any integer seed. Same seed, same stream, on every machine. */
export function makeRng(seed: number): Rng {
  const mix = splitmix32(seed);
  let a = mix();
  let b = mix();
  let c = mix();
  let counter = 1;
  const word = (): number => {
    const sum = (a + b + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + sum) >>> 0;
    return sum;
  };
  for (let warm = 0; warm < 12; warm++) word();
  const next = (): number => word() / 4294967296;
  const normal = (): number => {
    for (;;) {
      const u = 2 * next() - 1;
      const v = 2 * next() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
    }
  };
  return {
    next,
    below: (bound) => Math.floor(next() * bound),
    normal,
    fork: (label) => makeRng((Math.imul(seed | 0, 0x85ebca6b) ^ Math.imul(label | 0, 0xc2b2ae35)) >>> 0),
  };
}

/** Shuffles in place (Fisher–Yates) and returns the same array. */
export function shuffle<T extends { length: number; [index: number]: unknown }>(items: T, rng: Rng): T {
  for (let i = items.length - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    const held = items[i];
    items[i] = items[j];
    items[j] = held;
  }
  return items;
}
