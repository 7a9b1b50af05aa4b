/** Opens PGlite with the extensions the migrations need, on a folder or in memory. */
import { type Extensions, PGlite } from '@electric-sql/pglite';
import { pg_trgm as trigram } from '@electric-sql/pglite/contrib/pg_trgm';
import { vector } from '@electric-sql/pglite-pgvector';

const extensions: Extensions = { vector, pg_trgm: trigram };

/**
 * @param folder where the data lies; null for a database in memory
 * @param image a dumped data folder to begin from (tests), as `dumpDataDir` made it
 */
export async function openDatabase(folder: string | null, image?: Blob): Promise<PGlite> {
  return PGlite.create({
    ...(folder ? { dataDir: folder } : {}),
    ...(image ? { loadDataDir: image } : {}),
    extensions,
    startParams: [...PGlite.defaultStartParams, '-c', 'max_wal_size=256MB'],
  });
}
