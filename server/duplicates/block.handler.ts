/** The `block` stage: candidate pairs of new and changed listings among all of the catalog. */
import { workerThreads } from '#server/config/worker-threads.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { source } from '#server/ml/pairs/candidate-source.ts';
import { catalogIndex } from './catalog-index.ts';
import { type CandidateRow, saveCandidates, smallerPartners } from './store-pairs.ts';
import { vectorNeighbours } from './vector-neighbours.ts';

export const handle: StageHandler = async ({ catalogId, unitIds, signal }) => {
  const index = await catalogIndex(catalogId, unitIds);
  const live = unitIds.filter((id) => index.recordOf.has(id));
  const near = await vectorNeighbours(catalogId, live);
  const pairs = await index.candidates(live, { threads: workerThreads(), signal });
  if (!pairs) return { later: { unitIds, reason: 'the worker stops', retryAfterMs: 0 } };
  const rows = new Map<string, CandidateRow>();
  const add = (one: string, other: string, sources: number): void => {
    const [a, b] = one < other ? [one, other] : [other, one];
    const known = rows.get(a + b);
    if (known) known.sources |= sources;
    else rows.set(a + b, { a, b, sources });
  };
  pairs.left.forEach((one, at) => {
    add(index.ids[one], index.ids[pairs.right[at]], pairs.sources[at]);
  });
  for (const id of live)
    for (const other of near.get(id) ?? []) if (index.recordOf.has(other)) add(id, other, source.vector);
  const found = [...rows.values()];
  const woken = new Set([...live, ...found.map((row) => row.a), ...(await smallerPartners(live))]);
  return {
    done: live,
    notApplicable: unitIds.filter((id) => !index.recordOf.has(id)),
    wakes: [{ stage: 'score-pairs', unitIds: [...woken] }],
    write: (tx) => saveCandidates(tx, catalogId, found),
  };
};
