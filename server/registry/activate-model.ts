/** Puts a model version to use, in the caller's transaction: one pointer, one audit row, and the stages that waited. */
import { recordAudit } from '#server/audit/record-audit.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Tx } from '#server/db/transaction.ts';
import type { ModelKind } from '#server/inference/manifest.ts';
import { wakeParked } from '#server/jobs/stage-event.ts';
import type { StageName } from '#server/jobs/stage-name.ts';
import { findVersionIn, setActive } from './store.ts';

/** Stages that park without a model of a kind. */
const stagesOf: Record<ModelKind, StageName[]> = {
  categorizer: ['suggest'],
  embedder: ['embed', 'suggest', 'block'],
  'pair-filter': ['block'],
  'pair-matcher': ['score-pairs'],
  // Named by the categorizers that read its vectors, never put to use by itself.
  'image-encoder': [],
  attributes: [],
};

export type Activation = { ok: true; before: string | null } | { ok: false; reason: 'unknown-version' };

export async function activateModel(
  tx: Tx,
  actor: Actor,
  choice: { catalogId: string; kind: ModelKind; modelVersionId: string },
): Promise<Activation> {
  const version = await findVersionIn(tx, choice.modelVersionId);
  const serves =
    version && version.kind === choice.kind && (version.catalogId ?? choice.catalogId) === choice.catalogId;
  if (!serves) return { ok: false, reason: 'unknown-version' };
  const before = await setActive(tx, { ...choice, promotedBy: actor.id });
  await recordAudit(tx, actor, {
    event: 'model.activated',
    catalogId: choice.catalogId,
    subject: choice.modelVersionId,
    detail: { kind: choice.kind, before },
  });
  await wakeParked(tx, { catalogId: choice.catalogId, stages: stagesOf[choice.kind] });
  return { ok: true, before };
}
