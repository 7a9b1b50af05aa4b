import { db } from '#server/db/client.ts';
import type { Tx } from '#server/db/transaction.ts';
import { fetchSettingSchema } from './schema-settings.ts';

const key = 'fetch.allowed-hosts';

/** Hosts of the own network that images may be fetched from. A value that no longer reads as one allows nothing. */
export async function readAllowedHosts(): Promise<string[]> {
  const row = await db().setting.findUnique({ where: { key } });
  const setting = fetchSettingSchema.safeParse(row?.value);
  return setting.success ? setting.data.hosts : [];
}

/** Replaces the list; returns the one before. */
export async function writeAllowedHosts(tx: Tx, actorId: string, hosts: string[]): Promise<unknown> {
  const before = await tx.setting.findUnique({ where: { key } });
  const value = { hosts };
  await tx.setting.upsert({
    where: { key },
    update: { value, updatedBy: actorId },
    create: { key, value, updatedBy: actorId },
  });
  return before?.value ?? null;
}
