import type { Actor } from '#server/auth/actor.ts';
import { createCatalog } from './create-catalog.ts';
import { maySeeCatalog } from './current-catalog.ts';
import { type ImportTaxonomyInput, importTaxonomy } from './import-taxonomy.ts';
import { findUpload, resolveStored } from './keep-upload.ts';
import type { ImportRequest } from './schema.ts';
import { startImport } from './start-import.ts';

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
    return stored ? { path: resolveStored(stored) } : { reason: 'no-such-upload' };
  }
  const columns = [mapping.fields.given ?? []].flat();
  if (columns.length === 0) return { reason: 'no-category-column' };
  return {
    path: resolveStored(feed),
    format: 'paths',
    columns,
    separator: mapping.categorySeparator,
    locale: mapping.locale,
  };
}

/** What the import page asks for: a catalog (perhaps new, perhaps with its taxonomy) and the import of one feed. */
export async function requestImport(actor: Actor, request: ImportRequest): Promise<RequestImportOutcome> {
  const feed = await findUpload(actor, request.uploadId);
  if (!feed) return { ok: false, reason: 'no-such-upload' };
  const images = request.imagesUploadId ? await findUpload(actor, request.imagesUploadId) : null;
  const taxonomy = await taxonomyInput(actor, request, feed);
  if (taxonomy && 'reason' in taxonomy) return { ok: false, ...taxonomy };
  const catalog = await chooseCatalog(actor, request);
  if ('reason' in catalog) return { ok: false, ...catalog };
  if (taxonomy) {
    const made = await importTaxonomy(actor, {
      name: `Taxonomy of ${request.catalogName ?? request.fileName}`,
      catalogId: catalog.catalogId,
      ...taxonomy,
    });
    if (!made.ok) return { ok: false, reason: `taxonomy: ${made.reason}` };
  }
  const started = await startImport(actor, {
    catalogId: catalog.catalogId,
    storedPath: feed,
    fileName: request.fileName,
    imagesPath: images,
    mapping: request.mapping,
    mode: request.mode,
  });
  return started.ok ? { ...started, catalogId: catalog.catalogId } : started;
}
