/** The pair filter of a catalog: the one learnt from its decisions once one is in use; before that every candidate goes on. */
import { z } from 'zod';
import { encodeFilter } from '#server/inference/filter-graph.ts';
import { filterFacts, filterVersion } from '#server/ml/filter/filter-facts.ts';
import { type FilterTree, factsAsked, openFilter } from '#server/ml/filter/filter-tree.ts';
import { loadActiveModel, type ModelFiles } from '#server/registry/load-model.ts';
import { registerModel } from '#server/registry/register-model.ts';

const treeSchema = z
  .object({
    fact: z.array(z.number().int().min(-1).lt(filterFacts.length)).min(1),
    most: z.array(z.number().int()),
    left: z.array(z.number().int()),
    right: z.array(z.number().int()),
    keeps: z.array(z.number().int().min(0).max(1)),
  })
  .refine(({ fact, most, left, right, keeps }) => {
    const isOneLength = [most, left, right, keeps].every(({ length }) => length === fact.length);
    // Children stand behind their parent: no walk goes in a circle.
    const isBehind = (child: number, node: number): boolean => child > node && child < fact.length;
    return (
      isOneLength &&
      fact.every((one, node) => one < 0 || (isBehind(left[node], node) && isBehind(right[node], node)))
    );
  });

/** A filter's files: the graph for others, the tree for us; both give every pair the same answer. */
export function filterFiles(tree: FilterTree): Record<'model' | 'tree', Buffer> {
  return { model: encodeFilter(tree), tree: Buffer.from(JSON.stringify(tree)) };
}

/** Takes the filter that ships into the registry, once; it lets every pair go on (docs/decisions/008). Returns its version. */
export function registerShippedFilter(): Promise<string> {
  return registerModel({
    catalogId: null,
    origin: 'shipped',
    files: filterFiles(openFilter),
    manifest: {
      kind: 'pair-filter',
      name: 'lets every pair through',
      featureVersion: filterVersion,
      trainedOn: {},
      evaluation: null,
      madeBy: { node: process.version },
    },
  });
}

/** Reads one version's tree. Throws where it reads other facts than ours, or is none. */
export async function readFilter(files: ModelFiles): Promise<FilterTree> {
  const { featureVersion } = files.manifest;
  if (featureVersion !== filterVersion)
    throw new Error(`the pair filter reads ${featureVersion}, not ${filterVersion}`);
  return treeSchema.parse(JSON.parse((await files.read('tree')).toString()));
}

/** The filter in use; null where every pair goes on. One of older facts refuses nothing until the catalog's is trained anew. */
export async function openPairFilter(catalogId: string): Promise<FilterTree | null> {
  const active = await loadActiveModel(catalogId, 'pair-filter');
  if (active?.manifest.featureVersion !== filterVersion) return null;
  const tree = await readFilter(active);
  return factsAsked(tree).length === 0 && tree.keeps[0] === 1 ? null : tree;
}
