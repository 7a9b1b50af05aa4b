/** Labelled pairs of catalogs unlike the demo's: of every kind by itself, and of all kinds in one. */
import { type Part, toPart } from './fit-pair-models.ts';
import { unlikeCatalog } from './unlike-catalogs.ts';
import { type UnlikeKind, unlikeKindNames } from './unlike-kinds.ts';

const listingsEach = 700;

export interface UnlikePart {
  kind: UnlikeKind | 'all';
  part: Part;
}

/**
 * @param each catalogs of each kind, and of all kinds
 * @param left out of all catalogs
 */
export function unlikeParts(seed: number, each: number, left: UnlikeKind | null = null): UnlikePart[] {
  const kept = unlikeKindNames.filter((kind) => kind !== left);
  return [...kept, 'all' as const].flatMap((kind) =>
    Array.from({ length: each }, (_, copy) => {
      const place = kind === 'all' ? unlikeKindNames.length : unlikeKindNames.indexOf(kind);
      const kinds = kind === 'all' ? kept : [kind];
      return { kind, part: toPart(unlikeCatalog(kinds, seed * 100 + place * 10 + copy, listingsEach)) };
    }),
  );
}
