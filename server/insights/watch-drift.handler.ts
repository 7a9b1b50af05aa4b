/** Looks at what came in since the model in use was trained; a new alarm is told once, in the audit. */
import { recordAudit } from '#server/audit/record-audit.ts';
import { systemActor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { makeRng } from '#server/ml/rng.ts';
import { driftOf, windowRowsMin } from './rules-drift.ts';
import type { DriftReport } from './schema-drift.ts';
import {
  findReport,
  readCentroid,
  readReference,
  readWatched,
  readWindow,
  readWindows,
  saveReport,
  type Watched,
} from './store-drift.ts';

const windowsMax = 6;
const seed = 1;
const actor = systemActor('drift');

const alarmsOf = (report: DriftReport): Map<string, { window: string; feature: string; psi: number }> =>
  new Map(
    report.windows.flatMap((window) =>
      window.features
        .filter((feature) => feature.state === 'alarm')
        .map((feature) => [
          `${window.kind}/${window.key}/${feature.name}`,
          { window: window.name, feature: feature.name, psi: feature.psi },
        ]),
    ),
  );

/** @param now when the look began: what comes during it belongs to the next */
export async function watchDrift(watched: Watched, now: Date): Promise<DriftReport> {
  const centroid = await readCentroid(watched);
  const reference = await readReference(watched, centroid);
  const report: DriftReport = { referenceRows: reference.length, windows: [] };
  const rng = makeRng(seed);
  for (const window of await readWindows(watched, windowRowsMin, windowsMax)) {
    const rows = await readWindow(watched, window, centroid);
    report.windows.push({ ...window, features: driftOf(reference, rows, rng.fork(report.windows.length)) });
  }
  const { catalogId, modelVersionId } = watched;
  const before = await findReport(catalogId);
  const known = before?.modelVersionId === modelVersionId ? alarmsOf(before.report) : new Map();
  await inTransaction(async (tx) => {
    await saveReport(tx, { catalogId, modelVersionId, madeAt: now }, report);
    for (const [key, detail] of alarmsOf(report)) {
      if (!known.has(key)) {
        const event = 'drift.alarmed';
        await recordAudit(tx, actor, { event, catalogId, subject: modelVersionId, detail });
      }
    }
  });
  return report;
}

export async function run(signal: AbortSignal): Promise<void> {
  for (const watched of await readWatched()) {
    if (signal.aborted) return;
    await watchDrift(watched, new Date());
  }
}
