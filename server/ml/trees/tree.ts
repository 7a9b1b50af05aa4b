/**
 * Binary trees as plain tables, one entry a node: what the boosting and the decision tree make, what the ONNX builder
 * reads (TreeEnsembleClassifier: BRANCH_LEQ, missing values tracked true where `missingLeft`).
 */
export interface Tree {
  /** Feature a node looks at; −1 at a leaf. */
  feature: Int32Array;
  /** Goes left when value <= threshold. */
  threshold: Float32Array;
  left: Int32Array;
  right: Int32Array;
  /** 1: a missing value (NaN) goes left. */
  missingLeft: Uint8Array;
  /** Leaf value; 0 at inner nodes. */
  value: Float32Array;
}

/** Dense rows: rowCount × featureCount, row by row; NaN is missing. */
export interface DenseRows {
  values: Float32Array;
  rowCount: number;
  featureCount: number;
}

/** Index of the leaf that a row falls into. `offset` is where the row begins in `values`. */
export function leafOf(tree: Tree, values: Float32Array, offset: number): number {
  let node = 0;
  for (let feature = tree.feature[0]; feature >= 0; feature = tree.feature[node]) {
    const value = values[offset + feature];
    const goesLeft = Number.isNaN(value) ? tree.missingLeft[node] === 1 : value <= tree.threshold[node];
    node = goesLeft ? tree.left[node] : tree.right[node];
  }
  return node;
}

/** Adds the tree's value of every row to `sums`. */
export function addTree(tree: Tree, rows: DenseRows, sums: Float64Array): void {
  for (let row = 0; row < rows.rowCount; row++) {
    sums[row] += tree.value[leafOf(tree, rows.values, row * rows.featureCount)];
  }
}

/** Copies some rows, in the order given. */
export function takeDenseRows(rows: DenseRows, wanted: ArrayLike<number>): DenseRows {
  const { featureCount } = rows;
  const values = new Float32Array(wanted.length * featureCount);
  for (let at = 0; at < wanted.length; at++) {
    const from = wanted[at] * featureCount;
    values.set(rows.values.subarray(from, from + featureCount), at * featureCount);
  }
  return { values, rowCount: wanted.length, featureCount };
}
