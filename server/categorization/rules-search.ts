import type { FoundCategory } from './schema-card.ts';
import type { NameHit } from './store-search.ts';

/** How the picker reads a query and orders what the index found. Pure. */

/** Lower case, accents folded, white space single: the form of `category_name.search_text`. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words to look for, longest first, few: the longest narrow the most. */
export function queryWords(folded: string): string[] {
  const words = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 2);
  return [...new Set(words)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, 6);
}

/**
 * The name first, then the words that only the path holds ("kitchen kettle"); a leaf before a branch, a short name
 * before a long one. Ties by path, so that the order never changes between two keystrokes.
 */
function rankOf(hit: NameHit, folded: string): number {
  const name = foldText(hit.matchedName);
  const whole = name === folded ? 4 : 0;
  const start = name.startsWith(folded) ? 2 : 0;
  return (
    whole +
    start +
    5 * hit.inPath +
    2 * hit.inName +
    (hit.isLeaf ? 0.3 : 0) -
    Math.min(0.5, name.length / 200)
  );
}

/** One line a category, best first: the best of its names in any locale. */
export function orderHits(hits: readonly NameHit[], folded: string, limit: number): FoundCategory[] {
  const best = new Map<string, { hit: NameHit; rank: number }>();
  for (const hit of hits) {
    const rank = rankOf(hit, folded);
    const before = best.get(hit.categoryId);
    if (!before || rank > before.rank) best.set(hit.categoryId, { hit, rank });
  }
  return [...best.values()]
    .sort((a, b) => b.rank - a.rank || (a.hit.pathName < b.hit.pathName ? -1 : 1))
    .slice(0, limit)
    .map(({ hit }) => ({
      categoryId: hit.categoryId,
      name: hit.name,
      pathName: hit.pathName,
      isLeaf: hit.isLeaf,
      depth: hit.depth,
      matched: foldText(hit.matchedName) === foldText(hit.name) ? null : hit.matchedName,
    }));
}
