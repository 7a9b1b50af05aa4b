/**
 * After an upgrade another matcher may be in use: the one that ships is newer, or a catalog's own reads features that are
 * gone. Its pairs are scored anew before the next clusters, which would else come apart for want of scores.
 */
import { inTransaction } from '#server/db/transaction.ts';
import { wakeUnscored } from './store-pairs.ts';

/** What this process has looked at: only a start brings other code, and a promotion wakes every pair by itself. */
const seen = new Set<string>();

/** Wakes what a catalog's matcher has not scored; returns how many units. Asks the database once a process and model. */
export async function rescoreUnscored(catalogId: string, modelVersionId: string): Promise<number> {
  const key = `${catalogId} ${modelVersionId}`;
  if (seen.has(key)) return 0;
  const woken = await inTransaction((tx) => wakeUnscored(tx, catalogId, modelVersionId));
  seen.add(key);
  return woken;
}
