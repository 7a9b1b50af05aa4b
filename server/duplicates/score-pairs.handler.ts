/** The `score-pairs` stage: p of every candidate whose smaller product is a unit, with reasons in words. */
import type { StageHandler } from '#server/jobs/define-job.ts';
import { pairReasons } from '#server/ml/pairs/pair-reasons.ts';
import { catalogIndex } from './catalog-index.ts';
import { openPairMatcher, scorePairs } from './pair-matcher.ts';
import { readCandidates, type ScoreRow, saveScores } from './store-pairs.ts';

/** Below it nobody is shown the pair: its reasons are not worth their bytes. */
const explainedMin = 0.1;

export const handle: StageHandler = async ({ catalogId, unitIds }) => {
  const { corpus, recordOf } = await catalogIndex(catalogId);
  const live = new Set(unitIds.filter((id) => recordOf.has(id)));
  const pairs = (await readCandidates([...live])).filter(({ b }) => recordOf.has(b));
  const matcher = await openPairMatcher(catalogId);
  const left = Int32Array.from(pairs, ({ a }) => recordOf.get(a) ?? -1);
  const right = Int32Array.from(pairs, ({ b }) => recordOf.get(b) ?? -1);
  const p = await scorePairs(matcher, corpus, left, right);
  const rows: ScoreRow[] = pairs.map((pair, at) => ({
    ...pair,
    p: p[at],
    reasons: p[at] >= explainedMin ? pairReasons(corpus, left[at], right[at]) : { for: [], against: [] },
  }));
  return {
    done: [...live],
    notApplicable: unitIds.filter((id) => !live.has(id)),
    wakes: [{ stage: 'cluster', unitIds: [catalogId] }],
    write: (tx) => saveScores(tx, matcher.modelVersionId, rows),
  };
};
