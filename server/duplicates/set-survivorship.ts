import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { type SetSurvivorship, type Survivorship, setSurvivorshipSchema } from './schema-survivorship.ts';
import { readSurvivorship, saveSurvivorship } from './store-survivorship.ts';

export type SurvivorshipSet = { ok: true; set: Survivorship } | { ok: false; reason: 'not-allowed' };

/** Sets how merged records of a catalog take their values: at once, since they are worked out when read; what merges stored stays. Leads only. */
export async function setSurvivorship(actor: Actor, input: SetSurvivorship): Promise<SurvivorshipSet> {
  if (!mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const { catalogId, ...set } = setSurvivorshipSchema.parse(input);
  await inTransaction(async (tx) => {
    const before = await readSurvivorship(catalogId, tx);
    await saveSurvivorship(tx, actor.id, catalogId, set);
    const detail = { ...set, before: { ...before } };
    await recordAudit(tx, actor, { event: 'setting.changed', catalogId, subject: 'survivorship', detail });
  });
  return { ok: true, set };
}
