/** The comparison itself. Pure. */
import type { Truth } from '#server/demo/schema.ts';
import { addToGroup, pairsAmong } from '#server/ml/groups.ts';
import type { TourView } from './schema.ts';

export interface FoundListing {
  key: string;
  currentCode: string | null;
  currentSource: string;
  suggestedCode: string | null;
  suspicion: number | null;
  /** Live or merged cluster it stands in. */
  clusterId: string | null;
  /** Own id, or that of the record it was merged into. */
  recordId: string;
  queued: boolean;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null) addToGroup(groups, key, item);
  }
  return groups;
}

/** Pairs found together, and how many of them are the same thing: counted within each found group. */
function comparePairs(found: readonly FoundListing[], truth: Truth): { together: number; right: number } {
  let together = 0;
  let right = 0;
  for (const members of groupBy(found, (listing) => listing.clusterId).values()) {
    together += pairsAmong(members.length);
    for (const same of groupBy(members, (listing) => String(truth.group[listing.key])).values())
      right += pairsAmong(same.length);
  }
  return { together, right };
}

function mergedRecords(found: readonly FoundListing[]): number {
  return [...groupBy(found, (listing) => listing.recordId).values()].filter((members) => members.length > 1)
    .length;
}

export function compareWithTruth(all: readonly FoundListing[], truth: Truth): TourView {
  const found = all.filter((listing) => listing.key in truth.trueCode);
  const planted = new Set(truth.plantedWrong);
  const isPlanted = (listing: FoundListing): boolean => planted.has(listing.key);
  const isTrue = (listing: FoundListing, code: string | null): boolean =>
    code === truth.trueCode[listing.key];
  const suggested = found.filter((listing) => listing.suggestedCode !== null);
  const bySuspicion = suggested.toSorted(
    (a, b) => (b.suspicion ?? 0) - (a.suspicion ?? 0) || (a.key < b.key ? -1 : 1),
  );
  const pairs = comparePairs(found, truth);
  const truePairs = [...groupBy(found, (listing) => String(truth.group[listing.key])).values()].reduce(
    (sum, members) => sum + pairsAmong(members.length),
    0,
  );
  const byKey = new Map(found.map((listing) => [listing.key, listing]));
  const trapsWhere = (same: (a: FoundListing, b: FoundListing) => boolean): number =>
    truth.traps.filter(({ a, b }) => {
      const [left, right] = [byKey.get(a), byKey.get(b)];
      return left !== undefined && right !== undefined && same(left, right);
    }).length;
  return {
    listings: found.length,
    hasSuggestions: suggested.length > 0,
    hasClusters: pairs.together > 0,
    planted: {
      total: planted.size,
      topSuspects: { hit: bySuspicion.slice(0, planted.size).filter(isPlanted).length, of: planted.size },
      queued: {
        hit: found.filter((listing) => listing.queued && isPlanted(listing)).length,
        of: planted.size,
      },
      corrected: {
        hit: found.filter((listing) => isPlanted(listing) && isTrue(listing, listing.currentCode)).length,
        of: planted.size,
      },
    },
    suggestions: {
      hit: suggested.filter((listing) => isTrue(listing, listing.suggestedCode)).length,
      of: suggested.length,
    },
    duplicates: {
      precision: { hit: pairs.right, of: pairs.together },
      recall: { hit: pairs.right, of: truePairs },
      clusters: groupBy(found, (listing) => listing.clusterId).size,
      merged: mergedRecords(found),
    },
    traps: {
      total: truth.traps.length,
      clustered: trapsWhere((a, b) => a.clusterId !== null && a.clusterId === b.clusterId),
      merged: trapsWhere((a, b) => a.recordId === b.recordId),
    },
  };
}
