import { wilsonInterval } from '#server/ml/statistics/intervals.ts';
import type { ShadowView, Share } from './schema-compare.ts';
import { findShadow, readAgreement, readDiffering } from './store-shadow.ts';

const differingShown = 50;

const share = (hits: number, count: number): Share => ({
  value: count === 0 ? 0 : hits / count,
  ...wilsonInterval(hits, count),
});
const nothing: Share = { value: 0, low: 0, high: 1 };
const codes = (path: string): string[] => path.split('/').filter(Boolean);

/** How a candidate does in the shadow of the model in use. */
export async function readShadow(
  catalogId: string,
  candidateId: string,
  activeId: string | null,
  nameOf: (path: readonly string[]) => string,
): Promise<ShadowView> {
  const row = await findShadow(catalogId);
  const isOn = row?.modelVersionId === candidateId;
  if (!row || !isOn || !activeId || activeId === candidateId) {
    return {
      ...{ isOn, isOtherOn: row !== null && !isOn, since: null, products: 0, waiting: 0, same: nothing },
      judged: { rows: 0, blind: 0, candidate: nothing, inUse: nothing },
      differing: [],
    };
  }
  const shadow = { modelVersionId: candidateId, activeId, since: row.since };
  const [found, differing] = await Promise.all([
    readAgreement(shadow),
    readDiffering(shadow, differingShown),
  ]);
  return {
    ...{ isOn, isOtherOn: false, since: row.since.toISOString() },
    ...{ products: found.products, waiting: found.waiting, same: share(found.same, found.products) },
    judged: {
      rows: found.judged,
      blind: found.blind,
      candidate: share(found.candidateRight, found.judged),
      inUse: share(found.inUseRight, found.judged),
    },
    differing: differing.map((item) => ({
      ...item,
      candidate: nameOf(codes(item.candidate)),
      inUse: nameOf(codes(item.inUse)),
      judged: item.judged === null ? null : nameOf(codes(item.judged)),
    })),
  };
}
