/** A rule of the kill test: nobody decides a product a second time unless the desk asked for it. */

interface Placed {
  id: string;
  subjectId: string;
  itemId: string | null;
}

interface AskedItem {
  id: string;
  reason: string;
}

interface MergeOf {
  survivorId: string;
  decisionId: string;
}

/**
 * Products with several category decisions that count: each after the first must answer an item that a merge opened (its
 * survivor's members were filed apart), and that merge must have been decided before it. Ids are in the order of time (UUIDv7).
 * @returns a sentence for each decision that nobody asked for
 */
export function decidedTwiceUnasked(
  placed: readonly Placed[],
  items: readonly AskedItem[],
  merges: readonly MergeOf[],
): string[] {
  const reasonOf = new Map(items.map((item) => [item.id, item.reason]));
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const { id, subjectId, itemId } of [...placed].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (!seen.has(subjectId)) {
      seen.add(subjectId);
      continue;
    }
    const reason = reasonOf.get(itemId ?? '') ?? 'no item';
    const isMerged = merges.some((merge) => merge.survivorId === subjectId && merge.decisionId < id);
    if (reason !== 'asked' || !isMerged)
      problems.push(
        `${subjectId} was decided again for "${reason}"${isMerged ? '' : ' without a merge before'}`,
      );
  }
  return problems;
}
