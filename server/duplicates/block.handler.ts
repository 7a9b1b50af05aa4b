/** The `block` stage: candidate pairs of new and changed listings among all of the catalog. */
import type { StageHandler } from '#server/jobs/define-job.ts';
import { catalogCandidates } from '#server/ml/pairs/catalog-candidates.ts';
import { catalogIndex } from './catalog-index.ts';
import { type CandidateRow, saveCandidates, smallerPartners } from './store-pairs.ts';

export const handle: StageHandler = async ({ catalogId, unitIds }) => {
  const { corpus, ids, recordOf } = await catalogIndex(catalogId);
  const live = unitIds.filter((id) => recordOf.has(id));
  const gone = unitIds.filter((id) => !recordOf.has(id));
  const queries = Int32Array.from(live, (id) => recordOf.get(id) ?? -1);
  const { left, right, sources } = catalogCandidates(corpus, queries);
  // Records stand in id order, so left < right is a < b.
  const rows: CandidateRow[] = Array.from(left, (record, at) => ({
    a: ids[record],
    b: ids[right[at]],
    sources: sources[at],
  }));
  const woken = new Set([...live, ...rows.map((row) => row.a), ...(await smallerPartners(live))]);
  return {
    done: live,
    notApplicable: gone,
    wakes: [{ stage: 'score-pairs', unitIds: [...woken] }],
    write: (tx) => saveCandidates(tx, catalogId, rows),
  };
};
