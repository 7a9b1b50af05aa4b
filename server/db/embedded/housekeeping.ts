/**
 * PGlite has no background workers: nothing checkpoints (pg_wal would grow without bound), vacuums or analyses on its
 * own. This does it between transactions, with autovacuum's own thresholds.
 */
import type { EmbeddedServer } from './server.ts';

const everyMs = 30_000;
const walMaxBytes = 128 * 2 ** 20;

const staleTables = `
  select format('%I.%I', s.schemaname, s.relname),
    s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0) or s.n_ins_since_vacuum > 1000 + 0.2 * greatest(c.reltuples, 0)
  from pg_stat_user_tables s join pg_class c on c.oid = s.relid
  where s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0)
     or s.n_ins_since_vacuum > 1000 + 0.2 * greatest(c.reltuples, 0)
     or s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0)`;

async function tidyOnce(server: EmbeddedServer): Promise<void> {
  let stale: (string | null)[][] = [];
  await server.exclusive(async (sql) => {
    const [[size]] = await sql('select coalesce(sum(size), 0) from pg_ls_waldir()');
    if (Number(size) > walMaxBytes) await sql('CHECKPOINT');
    stale = await sql(staleTables);
  });
  // One table a turn, so that nobody waits for all of them.
  for (const [table, vacuum] of stale) {
    const verb = vacuum === 't' ? 'VACUUM (ANALYZE)' : 'ANALYZE';
    await server.exclusive(async (sql) => void (await sql(`${verb} ${table}`)));
  }
}

/** Starts housekeeping; returns the stop. */
export function keepHouse(server: EmbeddedServer): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    tidyOnce(server)
      .catch((error: Error) => console.error(`embedded database, housekeeping: ${error.message}`))
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
