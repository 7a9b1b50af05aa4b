import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { createCatalog } from './create-catalog.ts';
import { maySeeCatalog } from './current-catalog.ts';
import { type ImportTaxonomyInput, importTaxonomy } from './import-taxonomy.ts';
import { findUpload, resolveStored } from './keep-upload.ts';
import type { ImportRequest } from './schema.ts';
import { startImport } from './start-import.ts';
import { hasTaxonomy, setCatalogTaxonomy } from './store-taxonomy.ts';

/** `reason`: a code, or what a reader says about the file. */
export type RequestImportOutcome =
  | { ok: true; importRunId: string; catalogId: string }
  | { ok: false; reason: string };

async function chooseCatalog(
  actor: Actor,
  request: ImportRequest,
): Promise<{ catalogId: string } | { reason: string }> {
  if (request.catalogId)
    return (await maySeeCatalog(actor, request.catalogId))
      ? { catalogId: request.catalogId }
      : { reason: 'unknown-catalog' };
  const made = await createCatalog(actor, { name: request.catalogName ?? request.fileName });
  return made.ok ? { catalogId: made.catalogId } : { reason: 'name-taken' };
}

async function taxonomyInput(
  actor: Actor,
  request: ImportRequest,
  feed: string,
): Promise<Omit<ImportTaxonomyInput, 'name' | 'catalogId'> | { reason: string } | null> {
  const { taxonomy, mapping } = request;
  if (taxonomy.from === 'keep') return null;
  if (taxonomy.from === 'upload') {
    const stored = await findUpload(actor, taxonomy.uploadId);
    return stored
      ? { path: resolveStored(stored), fileName: taxonomy.fileName }
      : { reason: 'no-such-upload' };
  }
  const columns = [mapping.fields.given ?? []].flat();
  // No categories and no taxonomy: duplicates can be looked for all the same, and a later import may bring one.
  if (columns.length === 0) return null;
  return {
    path: resolveStored(feed),
    fileName: request.fileName,
    format: 'paths',
    columns,
    separator: mapping.categorySeparator,
    locale: mapping.locale,
  };
}

/** The taxonomy of a request, read into a version. Null where the catalog keeps what it has, or gets none. */
async function readTaxonomy(
  actor: Actor,
  request: ImportRequest,
  feed: string,
): Promise<{ versionId: string } | { reason: string } | null> {
  const input = await taxonomyInput(actor, request, feed);
  if (!input || 'reason' in input) return input;
  // Listings stand in the taxonomy that is there: a new version of it is carried over on its own page.
  if (request.catalogId && (await hasTaxonomy(request.catalogId))) return { reason: 'has-taxonomy' };
  const name = `Taxonomy of ${request.catalogName ?? request.fileName}`;
  const made = await importTaxonomy(actor, { name, ...input });
  return made.ok ? { versionId: made.taxonomyVersionId } : { reason: `taxonomy: ${made.reason}` };
}

/**
 * What the import page asks for: a catalog (perhaps new, perhaps with its taxonomy) and the import of one feed. A new
 * catalog is made only when its taxonomy could be read: else its name would be taken by an empty one at the next try.
 */
export async function requestImport(actor: Actor, request: ImportRequest): Promise<RequestImportOutcome> {
  const feed = await findUpload(actor, request.uploadId);
  if (!feed) return { ok: false, reason: 'no-such-upload' };
  const images = request.imagesUploadId ? await findUpload(actor, request.imagesUploadId) : null;
  const taxonomy = await readTaxonomy(actor, request, feed);
  if (taxonomy && 'reason' in taxonomy) return { ok: false, ...taxonomy };
  const catalog = await chooseCatalog(actor, request);
  if ('reason' in catalog) return { ok: false, ...catalog };
  const { catalogId } = catalog;
  if (taxonomy) await inTransaction((tx) => setCatalogTaxonomy(tx, catalogId, taxonomy.versionId));
  const started = await startImport(actor, {
    catalogId,
    storedPath: feed,
    fileName: request.fileName,
    imagesPath: images,
    mapping: request.mapping,
    mode: request.mode,
  });
  return started.ok ? { ...started, catalogId } : started;
}
