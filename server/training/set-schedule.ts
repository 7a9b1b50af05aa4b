import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { type ScheduleView, type SetSchedule, setScheduleSchema } from './schema-schedule.ts';
import { findSchedule, readSinceLastRun, saveSchedule } from './store-schedule.ts';

export type ScheduleChange = { ok: true } | { ok: false; reason: 'not-allowed' | 'unknown-catalog' };

/** Says when a catalog trains by itself. What it trains is a candidate: nothing is promoted without a person. */
export async function setSchedule(actor: Actor, input: SetSchedule): Promise<ScheduleChange> {
  if (!mayActAs(actor, 'ml') && !mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const asked = setScheduleSchema.parse(input);
  const { catalogId } = asked;
  if (!(await maySeeCatalog(actor, catalogId))) return { ok: false, reason: 'unknown-catalog' };
  return inTransaction(async (tx) => {
    await saveSchedule(tx, { ...asked, setBy: actor.name });
    await recordAudit(tx, actor, {
      event: 'training.schedule-set',
      catalogId,
      subject: catalogId,
      detail: asked,
    });
    return { ok: true };
  });
}

/** When a catalog trains by itself, and how near it is. */
export async function readSchedule(catalogId: string): Promise<ScheduleView> {
  const [row, since] = await Promise.all([findSchedule(catalogId), readSinceLastRun(catalogId)]);
  return {
    isOn: row?.isOn ?? false,
    labelsMin: row?.labelsMin ?? null,
    everyHours: row?.everyHours ?? null,
    setBy: row?.setBy ?? null,
    setAt: row?.setAt.toISOString() ?? null,
    newLabels: since.newLabels,
    lastRunAt: since.lastRunAt?.toISOString() ?? null,
  };
}
