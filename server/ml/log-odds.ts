/** Probability of log-odds. */
export function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

const tiny = 1e-7;

/** Log-odds of p, which a single-precision 0 or 1 must not make endless. */
export function logOddsOf(p: number): number {
  const kept = Math.min(1 - tiny, Math.max(tiny, p));
  return Math.log(kept / (1 - kept));
}
