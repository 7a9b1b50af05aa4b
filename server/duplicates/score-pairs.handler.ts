/** The `score-pairs` stage: p of every candidate whose smaller product is a unit, with reasons in words. */
import { Breather } from '#server/jobs/breather.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { pairReasons } from '#server/ml/pairs/pair-reasons.ts';
import { catalogIndex } from './catalog-index.ts';
import { openPairMatcher, scorePairs } from './pair-matcher.ts';
import { readCandidates, type ScoreRow, saveScores } from './store-pairs.ts';

/** Below it nobody is shown the pair: its reasons are not worth their bytes. */
const explainedMin = 0.1;
/** Pairs scored in one go: some 30 ms, in which the worker does nothing else. */
const chunkPairs = 500;

export const handle: StageHandler = async ({ catalogId, unitIds }) => {
  const { corpus, recordOf } = await catalogIndex(catalogId);
  const live = new Set(unitIds.filter((id) => recordOf.has(id)));
  const pairs = (await readCandidates([...live])).filter(({ b }) => recordOf.has(b));
  const matcher = await openPairMatcher(catalogId);
  const left = Int32Array.from(pairs, ({ a }) => recordOf.get(a) ?? -1);
  const right = Int32Array.from(pairs, ({ b }) => recordOf.get(b) ?? -1);
  const breather = new Breather();
  const rows: ScoreRow[] = [];
  for (let from = 0; from < pairs.length; from += chunkPairs) {
    const [lefts, rights] = [left, right].map((side) => side.slice(from, from + chunkPairs));
    const p = await scorePairs(matcher, corpus, lefts, rights);
    for (let at = 0; at < p.length; at++) {
      const isExplained = p[at] >= explainedMin;
      const reasons = isExplained ? pairReasons(corpus, lefts[at], rights[at]) : { for: [], against: [] };
      rows.push({ ...pairs[from + at], p: p[at], reasons });
    }
    await breather.pause();
  }
  return {
    done: [...live],
    notApplicable: unitIds.filter((id) => !live.has(id)),
    wakes: [{ stage: 'cluster', unitIds: [catalogId] }],
    write: (tx) => saveScores(tx, matcher.modelVersionId, rows),
  };
};
