/** How far people agree beyond chance. */

/**
 * Krippendorff's alpha for nominal values (Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section C):
 * 1 for full agreement, 0 for chance; any number of people, gaps allowed.
 * @param units the values that different people gave one thing; things with one value say nothing
 * @returns null where no thing was judged twice, or all values are one
 */
export function krippendorffAlpha(units: readonly (readonly string[])[]): number | null {
  const totals = new Map<string, number>();
  let pairable = 0;
  let agreeing = 0;
  for (const values of units) {
    if (values.length < 2) continue;
    pairable += values.length;
    const counts = new Map<string, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    for (const [value, count] of counts) {
      totals.set(value, (totals.get(value) ?? 0) + count);
      agreeing += (count * (count - 1)) / (values.length - 1);
    }
  }
  if (pairable < 2) return null;
  let expected = 0;
  for (const count of totals.values()) expected += count * (count - 1);
  const expectedDisagreement = pairable * (pairable - 1) - expected;
  if (expectedDisagreement === 0) return null;
  return 1 - ((pairable - agreeing) * (pairable - 1)) / expectedDisagreement;
}

/**
 * Cohen's kappa of two people (Cohen 1960) on the things that both judged.
 * @returns null where there is none, or chance alone would agree fully
 */
export function cohensKappa(pairs: readonly (readonly [string, string])[]): number | null {
  if (pairs.length === 0) return null;
  const left = new Map<string, number>();
  const right = new Map<string, number>();
  let same = 0;
  for (const [a, b] of pairs) {
    left.set(a, (left.get(a) ?? 0) + 1);
    right.set(b, (right.get(b) ?? 0) + 1);
    if (a === b) same++;
  }
  let chance = 0;
  for (const [value, count] of left) chance += (count * (right.get(value) ?? 0)) / pairs.length ** 2;
  if (chance === 1) return null;
  return (same / pairs.length - chance) / (1 - chance);
}
