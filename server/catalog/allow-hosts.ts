import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { Refusal } from '#server/auth/refusal.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { FetchSetting } from './schema-settings.ts';
import { readAllowedHosts, writeAllowedHosts } from './store-settings.ts';

function mayOnlyAdmin(actor: Actor): void {
  if (!mayActAs(actor, 'admin')) throw new Refusal(403, 'not-allowed');
}

/** The hosts of the own network that images may be fetched from. Admins only. */
export async function listAllowedHosts(actor: Actor): Promise<FetchSetting> {
  mayOnlyAdmin(actor);
  return { hosts: await readAllowedHosts() };
}

/** Replaces that list; the worker reads it with its next batch. */
export async function allowHosts(actor: Actor, setting: FetchSetting): Promise<FetchSetting> {
  mayOnlyAdmin(actor);
  const hosts = [...new Set(setting.hosts)].sort();
  await inTransaction(async (tx) => {
    const before = await writeAllowedHosts(tx, actor.id, hosts);
    const detail = { hosts, before: JSON.parse(JSON.stringify(before)) };
    await recordAudit(tx, actor, { event: 'setting.changed', subject: 'fetch.allowed-hosts', detail });
  });
  return { hosts };
}
