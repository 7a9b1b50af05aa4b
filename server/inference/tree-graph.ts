/**
 * Boosted trees as a graph: features float [rows, width] → TreeEnsembleRegressor (log-odds) → scale, shift → Sigmoid → p
 * float [rows, 1]. NaN follows each node's own side. A regressor with a sigmoid behind it carries the calibration, which
 * the classifier operator has no place for.
 */
import type { BoostedTrees } from '#server/ml/trees/boost.ts';
import type { Tree } from '#server/ml/trees/tree.ts';
import { encodeModel, type OnnxNode } from './onnx-model.ts';
import type { ModelSession } from './session.ts';

/** p = sigmoid(scale · log-odds + shift). */
export interface LogisticCalibration {
  scale: number;
  shift: number;
}

interface NodeTable {
  treeIds: number[];
  nodeIds: number[];
  features: number[];
  thresholds: number[];
  modes: string[];
  trueIds: number[];
  falseIds: number[];
  missing: number[];
  leafTrees: number[];
  leafNodes: number[];
  leafValues: number[];
}

function addTree(table: NodeTable, tree: Tree, treeId: number): void {
  for (let node = 0; node < tree.feature.length; node++) {
    const isLeaf = tree.feature[node] < 0;
    table.treeIds.push(treeId);
    table.nodeIds.push(node);
    table.features.push(isLeaf ? 0 : tree.feature[node]);
    table.thresholds.push(isLeaf ? 0 : tree.threshold[node]);
    table.modes.push(isLeaf ? 'LEAF' : 'BRANCH_LEQ');
    table.trueIds.push(isLeaf ? 0 : tree.left[node]);
    table.falseIds.push(isLeaf ? 0 : tree.right[node]);
    table.missing.push(isLeaf ? 0 : tree.missingLeft[node]);
    if (!isLeaf) continue;
    table.leafTrees.push(treeId);
    table.leafNodes.push(node);
    table.leafValues.push(tree.value[node]);
  }
}

function treeNode(model: BoostedTrees): OnnxNode {
  const table: NodeTable = {
    treeIds: [],
    nodeIds: [],
    features: [],
    thresholds: [],
    modes: [],
    trueIds: [],
    falseIds: [],
    missing: [],
    leafTrees: [],
    leafNodes: [],
    leafValues: [],
  };
  model.trees.forEach((tree, treeId) => addTree(table, tree, treeId));
  return {
    operator: 'TreeEnsembleRegressor',
    domain: 'ai.onnx.ml',
    inputs: ['features'],
    outputs: ['log_odds'],
    attributes: {
      n_targets: 1,
      base_values: { floats: [model.base] },
      nodes_treeids: table.treeIds,
      nodes_nodeids: table.nodeIds,
      nodes_featureids: table.features,
      nodes_values: { floats: table.thresholds },
      nodes_modes: table.modes,
      nodes_truenodeids: table.trueIds,
      nodes_falsenodeids: table.falseIds,
      nodes_missing_value_tracks_true: table.missing,
      target_treeids: table.leafTrees,
      target_nodeids: table.leafNodes,
      target_ids: table.leafNodes.map(() => 0),
      target_weights: { floats: table.leafValues },
    },
  };
}

/** The bytes of a model of trees. */
export function encodeTreeModel(name: string, model: BoostedTrees, calibration: LogisticCalibration): Buffer {
  return encodeModel({
    name,
    nodes: [
      treeNode(model),
      { operator: 'Mul', inputs: ['log_odds', 'scale'], outputs: ['scaled'] },
      { operator: 'Add', inputs: ['scaled', 'shift'], outputs: ['shifted'] },
      { operator: 'Sigmoid', inputs: ['shifted'], outputs: ['p'] },
    ],
    inputs: [{ name: 'features', type: 'float', shape: ['rows', model.featureCount] }],
    outputs: [{ name: 'p', type: 'float', shape: ['rows', 1] }],
    initializers: [
      { name: 'scale', shape: [1], data: Float32Array.from([calibration.scale]) },
      { name: 'shift', shape: [1], data: Float32Array.from([calibration.shift]) },
    ],
  });
}

const rowsMax = 20_000;

/** p of every row, in batches. */
export async function runTrees(
  session: ModelSession,
  rows: { values: Float32Array; rowCount: number; featureCount: number },
): Promise<Float32Array> {
  const p = new Float32Array(rows.rowCount);
  for (let from = 0; from < rows.rowCount; from += rowsMax) {
    const to = Math.min(rows.rowCount, from + rowsMax);
    const data = rows.values.slice(from * rows.featureCount, to * rows.featureCount);
    const answers = await session.run({ features: { shape: [to - from, rows.featureCount], data } });
    p.set(answers.p.data as Float32Array, from);
  }
  return p;
}
