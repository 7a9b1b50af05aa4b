import { source } from '#server/ml/pairs/candidate-source.ts';
import type { CandidateFigures } from './schema-candidates.ts';
import {
  countByCategory,
  countBySources,
  mostPairsOfOne,
  recallOfEqualGtin,
  recallOfPeople,
} from './store-candidates.ts';
import { countListings } from './store-listings.ts';

const blocksMax = 12;
const sampleMax = 2000;
/** Counting by listing takes the embedded database a second from here on, and people wait for it. */
const countedMax = 500_000;

/** How large the candidates are, by source and block, and how many pairs known from outside are among them. */
export async function readCandidateFigures(catalogId: string): Promise<CandidateFigures> {
  const listings = await countListings(catalogId);
  const combined = await countBySources(catalogId);
  const blocks = await countByCategory(catalogId, blocksMax);
  const equalGtin = await recallOfEqualGtin(catalogId, source.key, sampleMax);
  const byPeople = await recallOfPeople(catalogId, source.asked, sampleMax);
  const pairs = combined.reduce((total, one) => total + one.pairs, 0);
  const mostPairs = pairs > countedMax ? null : await mostPairsOfOne(catalogId);
  const sum = (isMeant: (sources: number) => boolean): number =>
    combined.filter((one) => isMeant(one.sources)).reduce((total, one) => total + one.pairs, 0);
  return {
    listings,
    pairs,
    mostPairs,
    sources: Object.entries(source).map(([key, bit]) => ({
      source: key as keyof typeof source,
      pairs: sum((sources) => (sources & bit) !== 0),
      alone: sum((sources) => sources === bit),
    })),
    blocks,
    recall: [
      { known: 'equalGtin', ...equalGtin },
      { known: 'people', ...byPeople },
    ],
  };
}
