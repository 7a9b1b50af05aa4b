/** The `block` stage: candidate pairs of new and changed listings among all of the catalog. */
import { workerThreads } from '#server/config/worker-threads.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { source } from '#server/ml/pairs/candidate-source.ts';
import { type CatalogIndex, catalogIndex } from './catalog-index.ts';
import { filterCandidates } from './filter-candidates.ts';
import { openPairFilter } from './pair-filter.ts';
import {
  type CandidateRow,
  dropRefused,
  readDecidedAmong,
  saveCandidates,
  smallerPartners,
} from './store-pairs.ts';
import { vectorNeighbours } from './vector-neighbours.ts';

/** Candidates that go on, and those that the catalog's own filter refuses where it has one. */
async function filtered(
  catalogId: string,
  index: CatalogIndex,
  found: CandidateRow[],
): Promise<{ kept: CandidateRow[]; refused: CandidateRow[] }> {
  const filter = await openPairFilter(catalogId);
  if (!filter) return { kept: found, refused: [] };
  const decided = await readDecidedAmong(found);
  return filterCandidates(index, filter, found, ({ a, b }) => decided.has(`${a} ${b}`));
}

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
  const { kept: found, refused } = await filtered(catalogId, index, [...rows.values()]);
  const woken = new Set([...live, ...found.map((row) => row.a), ...(await smallerPartners(live))]);
  return {
    done: live,
    notApplicable: unitIds.filter((id) => !index.recordOf.has(id)),
    wakes: [{ stage: 'score-pairs', unitIds: [...woken] }],
    write: async (tx) => {
      await saveCandidates(tx, catalogId, found);
      await dropRefused(tx, refused);
    },
  };
};
