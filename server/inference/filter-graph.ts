/**
 * A filter's tree as a graph: facts float [rows, width] → TreeEnsembleClassifier → label int64 [rows], 1 where the pair goes on.
 * Facts and bounds are whole numbers, so that every pair gets the kernel's answer.
 */
import { filterFacts } from '#server/ml/filter/filter-facts.ts';
import type { FilterTree } from '#server/ml/filter/filter-tree.ts';
import { encodeModel } from './onnx-model.ts';
import type { ModelSession } from './session.ts';

const classes = [0, 1] as const;

export function encodeFilter(tree: FilterTree): Buffer {
  const nodes = [...tree.fact.keys()];
  const isLeaf = (node: number): boolean => tree.fact[node] < 0;
  const inner = (list: readonly number[]): number[] => nodes.map((node) => (isLeaf(node) ? 0 : list[node]));
  const votes = nodes.filter(isLeaf).flatMap((node) => classes.map((one) => ({ node, one })));
  return encodeModel({
    name: 'pair-filter',
    nodes: [
      {
        operator: 'TreeEnsembleClassifier',
        domain: 'ai.onnx.ml',
        inputs: ['facts'],
        outputs: ['goes_on', 'votes'],
        attributes: {
          classlabels_int64s: [...classes],
          post_transform: 'NONE',
          nodes_treeids: nodes.map(() => 0),
          nodes_nodeids: nodes,
          nodes_featureids: inner(tree.fact),
          nodes_values: { floats: inner(tree.most) },
          nodes_modes: nodes.map((node) => (isLeaf(node) ? 'LEAF' : 'BRANCH_LEQ')),
          nodes_truenodeids: inner(tree.left),
          nodes_falsenodeids: inner(tree.right),
          class_treeids: votes.map(() => 0),
          class_nodeids: votes.map(({ node }) => node),
          class_ids: votes.map(({ one }) => one),
          class_weights: { floats: votes.map(({ node, one }) => Number(tree.keeps[node] === one)) },
        },
      },
    ],
    inputs: [{ name: 'facts', type: 'float', shape: ['pairs', filterFacts.length] }],
    outputs: [
      { name: 'goes_on', type: 'int64', shape: ['pairs'] },
      { name: 'votes', type: 'float', shape: ['pairs', classes.length] },
    ],
    initializers: [],
  });
}

/** Whether each pair goes on, by its facts. */
export async function runFilter(
  session: ModelSession,
  facts: { values: Float32Array; rowCount: number; featureCount: number },
): Promise<Uint8Array> {
  const { values: data, rowCount, featureCount } = facts;
  const answers = await session.run({ facts: { shape: [rowCount, featureCount], data } });
  return Uint8Array.from(answers.goes_on.data as BigInt64Array, Number);
}
