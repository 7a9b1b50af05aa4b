/** Removes export files past their time. The row first: a file without a row is only space, a row without a file lies. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { dataDir } from '#server/config/env.ts';
import { findExpiredExports, markExpired } from './store-exports.ts';

export async function run(): Promise<void> {
  for (const { id, storedPath } of await findExpiredExports()) {
    await markExpired(id);
    if (storedPath) await rm(path.join(dataDir(), storedPath), { force: true });
  }
}
