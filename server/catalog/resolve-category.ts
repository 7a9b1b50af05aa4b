/** Finds the categories of our taxonomy that a feed names, by id or by a path of names in any locale. Pure. */
import type { CategoryKey } from './store-taxonomy.ts';

export type CategoryResolver = (given: readonly string[], separator?: string) => string[];

function fold(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

const pathKey = (names: readonly string[]): string => names.map(fold).join('\u0001');

function splitPath(text: string, separator: string | undefined): string[][] {
  if (separator) return [text.split(separator)];
  return [' > ', '>', ' / ', ' | '].filter((mark) => text.includes(mark)).map((mark) => text.split(mark));
}

/** A resolver over a taxonomy in memory (10,000 nodes in five locales: some 10 MB). Unknown names give nothing. */
export function categoryResolver(keys: readonly CategoryKey[]): CategoryResolver {
  const byCode = new Map(keys.map((key) => [key.code.toLowerCase(), key.id]));
  const byPath = new Map<string, string>();
  for (const key of keys)
    for (const pathName of key.pathNames) byPath.set(pathKey(pathName.split(' > ')), key.id);
  const resolveOne = (text: string, separator: string | undefined): string | undefined => {
    const known = byCode.get(text.trim().toLowerCase()) ?? byPath.get(pathKey([text]));
    if (known) return known;
    for (const names of splitPath(text, separator)) {
      const found = byPath.get(pathKey(names.filter((name) => name.trim() !== '')));
      if (found) return found;
    }
    return undefined;
  };
  return (given, separator) => {
    const cells = given.map((cell) => cell.trim()).filter(Boolean);
    if (cells.length === 0) return [];
    if (cells.length > 1) {
      // Several columns are the levels from the root; the deepest that is known counts.
      for (let depth = cells.length; depth > 0; depth--) {
        const found = byPath.get(pathKey(cells.slice(0, depth)));
        if (found) return [found];
      }
      return [];
    }
    const whole = resolveOne(cells[0], separator);
    if (whole) return [whole];
    // A product may stand in several leaves: '1101|1102' or two paths joined by '|'.
    const ids = cells[0].split('|').map((part) => resolveOne(part.trim(), separator));
    return [...new Set(ids.filter((id) => id !== undefined))];
  };
}
