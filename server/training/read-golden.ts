import type { Actor } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { goldenNeeded } from './rules-compare.ts';
import type { GoldenView } from './schema-golden.ts';
import { readGoldenBranches, readGoldenDraws, readGoldenState } from './store-golden.ts';

const drawsShown = 10;

/** How far the golden set is, and where it is thin; null for a catalog that this actor may not see. */
export async function readGolden(actor: Actor, catalogId: string): Promise<GoldenView | null> {
  if (!(await maySeeCatalog(actor, catalogId))) return null;
  const [state, branches, draws] = await Promise.all([
    readGoldenState(catalogId),
    readGoldenBranches(catalogId),
    readGoldenDraws(catalogId, drawsShown),
  ]);
  return { ...state, needed: goldenNeeded, branches, draws };
}
