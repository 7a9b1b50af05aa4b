/** Taxonomy files to nodes: Google's text with ids, Shopify's text with gids, and a parent/child table. Pure. */
import { largest } from '#server/ml/largest.ts';
import { cutText } from '#server/tables/rows.ts';

export type TaxonomyFormat = 'google' | 'shopify' | 'parent-child' | 'paths';

export interface ParsedCategory {
  code: string;
  parentCode: string | null;
  /** Locale → name. The first locale is the taxonomy's own. */
  names: Record<string, string>;
}

export type ParsedTaxonomy = { ok: true; categories: ParsedCategory[] } | { ok: false; reason: string };

interface PathLine {
  code: string;
  path: string[];
}

/** `537 - Baby & Kleinkind > Baby Badebedarf` and `gid://shopify/TaxonomyCategory/aa-1 : Apparel > Clothing`. */
function readPathLine(line: string): PathLine | null {
  const google = /^(\d+)\s+-\s+(.+)$/.exec(line);
  const shopify = /^gid:\/\/shopify\/TaxonomyCategory\/(\S+)\s*:\s*(.+)$/.exec(line);
  const found = google ?? shopify;
  return found ? { code: found[1], path: found[2].split(' > ').map((name) => name.trim()) } : null;
}

const pathKey = (path: readonly string[]): string => path.join('\u0001');

/**
 * Text with ids. Deeper lines than `cutLevel` are left out.
 * @param text the first locale's file
 * @param others further locales' files: their names are taken by id
 */
export function parsePathTaxonomy(
  text: string,
  locale: string,
  others: { locale: string; text: string }[],
  cutLevel = 99,
): ParsedTaxonomy {
  const lines = text
    .split(/\r?\n/)
    .map((line) => readPathLine(line.trim()))
    .filter((line) => line !== null);
  if (lines.length === 0) return { ok: false, reason: 'no line of the form "id - Name > Name" was found' };
  const codeOf = new Map(lines.map((line) => [pathKey(line.path), line.code]));
  const categories = new Map<string, ParsedCategory>();
  for (const { code, path } of lines) {
    if (path.length > cutLevel) continue;
    const parentCode = path.length === 1 ? null : codeOf.get(pathKey(path.slice(0, -1)));
    if (parentCode === undefined)
      return { ok: false, reason: `the parent of ${path.join(' > ')} is missing` };
    categories.set(code, { code, parentCode, names: { [locale]: path[path.length - 1] } });
  }
  for (const other of others) {
    for (const line of other.text.split(/\r?\n/)) {
      const read = readPathLine(line.trim());
      const known = read && categories.get(read.code);
      if (known) known.names[other.locale] = read.path[read.path.length - 1];
    }
  }
  return { ok: true, categories: [...categories.values()] };
}

/** A table with `id`, `parent_id` and `name` or `name_<locale>` columns, in any order of rows. */
export function parseParentChild(rows: Record<string, string | null>[], locale: string): ParsedTaxonomy {
  if (rows.length === 0) return { ok: false, reason: 'the file has no rows' };
  const columns = new Set(rows.flatMap((row) => Object.keys(row)));
  const nameColumns = [...columns].flatMap((column) => {
    const found = /^name(?:_([a-z]{2}(?:-[A-Za-z]{2})?))?$/i.exec(column);
    return found ? [{ column, locale: found[1] ?? locale }] : [];
  });
  if (!columns.has('id') || !columns.has('parent_id') || nameColumns.length === 0)
    return { ok: false, reason: 'columns id, parent_id and name (or name_en, name_fr …) are needed' };
  const categories: ParsedCategory[] = [];
  for (const row of rows) {
    const names = Object.fromEntries(
      nameColumns.flatMap(({ column, locale: of }) => (row[column] ? [[of, row[column]]] : [])),
    );
    if (!row.id || Object.keys(names).length === 0)
      return { ok: false, reason: `a row without id or name: ${JSON.stringify(row).slice(0, 200)}` };
    categories.push({ code: row.id, parentCode: row.parent_id || null, names });
  }
  return { ok: true, categories };
}

/** A tree from the distinct paths of a feed: codes are the paths themselves. */
export function parsePaths(paths: Iterable<readonly string[]>, locale: string): ParsedTaxonomy {
  const categories = new Map<string, ParsedCategory>();
  for (const path of paths) {
    path.forEach((name, at) => {
      // '/' joins codes in category.path and must not stand in one.
      const codeAt = (end: number): string => path.slice(0, end).join(' > ').replaceAll('/', '∕');
      const code = codeAt(at + 1);
      if (!categories.has(code))
        categories.set(code, { code, parentCode: at === 0 ? null : codeAt(at), names: { [locale]: name } });
    });
  }
  return categories.size === 0
    ? { ok: false, reason: 'no category path was found' }
    : { ok: true, categories: [...categories.values()] };
}

export interface PlacedCategory extends ParsedCategory {
  /** Codes from the root, each followed by '/'. */
  path: string;
  depth: number;
  isLeaf: boolean;
  /** Locale → names from the root joined by ' > ', for every locale that any node of the path has. */
  pathNames: Record<string, string>;
}

/** What is longer comes from a column that holds something else, a description say. */
const nameMax = 300;

/** Parents before children, with paths. Refuses unknown parents, codes given twice, circles, and texts that are no names. */
export function placeCategories(
  categories: ParsedCategory[],
): { ok: true; categories: PlacedCategory[]; levels: number } | { ok: false; reason: string } {
  const byCode = new Map(categories.map((category) => [category.code, category]));
  if (byCode.size !== categories.length) return { ok: false, reason: 'an id stands twice' };
  const endless = categories
    .flatMap(({ names }) => Object.values(names))
    .find((name) => name.length > nameMax);
  if (endless !== undefined)
    return {
      ok: false,
      reason: `a text of ${endless.length} characters is no name of a category: ${cutText(endless, 60)}…`,
    };
  const locales = [...new Set(categories.flatMap((category) => Object.keys(category.names)))];
  const parents = new Set(categories.map((category) => category.parentCode));
  const placed = new Map<string, PlacedCategory>();
  const place = (category: ParsedCategory, steps: number): PlacedCategory | null => {
    const known = placed.get(category.code);
    if (known) return known;
    if (steps > 30) return null;
    const parent = category.parentCode === null ? null : byCode.get(category.parentCode);
    if (parent === undefined) return null;
    const above = parent ? place(parent, steps + 1) : null;
    if (parent && !above) return null;
    const own = Object.values(category.names)[0];
    const pathNames = Object.fromEntries(
      locales.map((locale) => [
        locale,
        `${above ? `${above.pathNames[locale]} > ` : ''}${category.names[locale] ?? own}`,
      ]),
    );
    const made = {
      ...category,
      path: `${above?.path ?? ''}${category.code}/`,
      depth: (above?.depth ?? 0) + 1,
      isLeaf: !parents.has(category.code),
      pathNames,
    };
    placed.set(category.code, made);
    return made;
  };
  for (const category of categories) {
    if (!place(category, 0))
      return { ok: false, reason: `the parents of ${category.code} do not lead to a root` };
  }
  const all = [...placed.values()];
  return {
    ok: true,
    categories: all,
    levels: largest(all.map((category) => category.depth)),
  };
}
