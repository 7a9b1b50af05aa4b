import type { TaxonomyFigures } from './schema-taxonomy.ts';
import { countLevels, countLocales, findVersionOf } from './store-taxonomy.ts';

/** The catalog's taxonomy by level and language; null where the catalog has none. */
export async function readTaxonomy(catalogId: string): Promise<TaxonomyFigures | null> {
  const version = await findVersionOf(catalogId);
  if (!version) return null;
  const [levels, locales] = await Promise.all([countLevels(catalogId, version.id), countLocales(version.id)]);
  const { name, label, format, createdAt } = version;
  return { name, label, format, importedAt: createdAt.toISOString(), levels, locales };
}
