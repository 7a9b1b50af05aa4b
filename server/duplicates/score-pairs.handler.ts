/** The `score-pairs` stage: p of every candidate whose smaller product is a unit, with reasons in words. */
import type { StageHandler } from '#server/jobs/define-job.ts';
import { pairReasons } from '#server/ml/pairs/pair-reasons.ts';
import { catalogIndex } from './catalog-index.ts';
import { openPairMatcher, scoreRows } from './pair-matcher.ts';
import { readCandidates, type ScoreRow, saveScores } from './store-pairs.ts';

/** Below it nobody is shown the pair: its reasons are not worth their bytes. */
const explainedMin = 0.1;

export const handle: StageHandler = async ({ catalogId, unitIds }) => {
  const index = await catalogIndex(catalogId);
  const { corpus, recordOf } = index;
  const live = new Set(unitIds.filter((id) => recordOf.has(id)));
  const pairs = (await readCandidates([...live])).filter(({ b }) => recordOf.has(b));
  const matcher = await openPairMatcher(catalogId);
  const left = Int32Array.from(pairs, ({ a }) => recordOf.get(a) ?? -1);
  const right = Int32Array.from(pairs, ({ b }) => recordOf.get(b) ?? -1);
  const rows: ScoreRow[] = new Array(pairs.length);
  await index.eachRows(left, right, async (features, from) => {
    const [lefts, rights] = [left, right].map((side) => side.slice(from, from + features.rowCount));
    const p = await scoreRows(matcher, corpus.text, features, lefts, rights);
    for (let at = 0; at < p.length; at++) {
      const isExplained = p[at] >= explainedMin;
      const reasons = isExplained ? pairReasons(corpus, lefts[at], rights[at]) : { for: [], against: [] };
      rows[from + at] = { ...pairs[from + at], p: p[at], reasons };
    }
  });
  return {
    done: [...live],
    notApplicable: unitIds.filter((id) => !live.has(id)),
    wakes: [{ stage: 'cluster', unitIds: [catalogId] }],
    write: (tx) => saveScores(tx, matcher.modelVersionId, rows),
  };
};
