import { recordAudit } from '#server/audit/record-audit.ts';
import { type Actor, mayActAs } from '#server/auth/actor.ts';
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { wakeUnits } from '#server/jobs/stage-event.ts';
import { type StartTraining, startTrainingSchema, type TrainedKind } from './schema.ts';
import { insertRun } from './store.ts';

export type TrainingStarted = { ok: true; runId: string } | { ok: false; reason: 'not-allowed' };

/** Writes a run, wakes its stage and tells the audit why: asked by a person, or due by labels or time. Returns its id. */
export async function insertTraining(
  tx: Tx,
  actor: Actor,
  run: {
    catalogId: string;
    seed: number;
    because: 'asked' | 'labels' | 'time';
    kind?: TrainedKind;
    schedule?: 'visits' | 'plateau';
  },
): Promise<string> {
  const runId = newId();
  const { catalogId, seed, because, kind = 'categorizer', schedule = 'visits' } = run;
  const config = kind === 'categorizer' ? { cost: 1, schedule } : {};
  await insertRun(tx, { id: runId, catalogId, kind, seed, createdBy: actor.id, config });
  await wakeUnits(tx, { catalogId, stage: 'train', unitIds: [runId] });
  await recordAudit(tx, actor, {
    event: 'training.started',
    catalogId,
    subject: runId,
    detail: { ...config, kind, seed, because },
  });
  return runId;
}

/** Asks for a training run; the worker takes it up. */
export async function startTraining(actor: Actor, input: StartTraining): Promise<TrainingStarted> {
  if (!mayActAs(actor, 'ml') && !mayActAs(actor, 'lead')) return { ok: false, reason: 'not-allowed' };
  const asked = startTrainingSchema.parse(input);
  const runId = await inTransaction((tx) => insertTraining(tx, actor, { ...asked, because: 'asked' }));
  return { ok: true, runId };
}
