/**
 * One decision tree over the words and word pairs of texts: each node asks whether a text has a word. The split that lowers Gini
 * impurity most (Breiman et al., "Classification and Regression Trees", 1984, section 4.3), until a node's rows are of one class or few.
 */
import type { SparseRows } from '#server/ml/linear/sparse.ts';

interface Node {
  /** The class of most rows here. */
  label: number;
  /** Column asked for; −1 at a leaf. */
  column: number;
  /** Nodes for rows with the column and without. */
  having: number;
  lacking: number;
}

export type WordTree = readonly Node[];

/** Rows with which a node is not split further. */
const rowsMin = 4;

/** Sums of a node by column, reused from node to node: Σ n, Σ n² and Σ N · n over classes, n of a class' N rows having the column. */
class ColumnSums {
  private readonly have: Float64Array;
  private readonly squares: Float64Array;
  private readonly products: Float64Array;
  private readonly ofClass: Float64Array;
  private touched: number[] = [];

  constructor(columnCount: number) {
    this.have = new Float64Array(columnCount);
    this.squares = new Float64Array(columnCount);
    this.products = new Float64Array(columnCount);
    this.ofClass = new Float64Array(columnCount);
  }

  /** The column that lowers impurity most, or −1. @param byClass the node's rows, a list a class */
  best(rows: SparseRows, byClass: readonly number[][]): number {
    let count = 0;
    let squaresOfAll = 0;
    for (const own of byClass) {
      count += own.length;
      squaresOfAll += own.length ** 2;
      this.addClass(rows, own);
    }
    let found = { column: -1, gain: 1e-9 };
    for (const column of this.touched) {
      const have = this.have[column];
      const lack = count - have;
      if (lack > 0) {
        const without = squaresOfAll - 2 * this.products[column] + this.squares[column];
        const gain = this.squares[column] / have + without / lack - squaresOfAll / count;
        if (gain > found.gain) found = { column, gain };
      }
      this.have[column] = 0;
      this.squares[column] = 0;
      this.products[column] = 0;
    }
    this.touched = [];
    return found.column;
  }

  private addClass(rows: SparseRows, own: readonly number[]): void {
    const seen: number[] = [];
    for (const row of own)
      for (let at = rows.offsets[row]; at < rows.offsets[row + 1]; at++) {
        const column = rows.indices[at];
        if (this.ofClass[column]++ === 0) seen.push(column);
      }
    for (const column of seen) {
      const having = this.ofClass[column];
      this.ofClass[column] = 0;
      if (this.have[column] === 0) this.touched.push(column);
      this.have[column] += having;
      this.squares[column] += having * having;
      this.products[column] += having * own.length;
    }
  }
}

function groupByClass(members: readonly number[], classOf: Int32Array): number[][] {
  const groups = new Map<number, number[]>();
  for (const row of members) {
    const own = groups.get(classOf[row]);
    if (own) own.push(row);
    else groups.set(classOf[row], [row]);
  }
  return [...groups.values()].sort((left, right) => right.length - left.length);
}

function hasColumn({ offsets, indices }: SparseRows, row: number, column: number): boolean {
  for (let at = offsets[row]; at < offsets[row + 1]; at++) if (indices[at] === column) return true;
  return false;
}

/** @param classOf class of each row */
export function growWordTree(rows: SparseRows, classOf: Int32Array): WordTree {
  const sums = new ColumnSums(rows.columnCount);
  const nodes: Node[] = [];
  const open: { node: number; members: number[] }[] = [];
  const add = (members: number[]): number => {
    nodes.push({ label: -1, column: -1, having: -1, lacking: -1 });
    open.push({ node: nodes.length - 1, members });
    return nodes.length - 1;
  };
  add([...classOf.keys()]);
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, members } = next;
    const byClass = groupByClass(members, classOf);
    nodes[node].label = classOf[byClass[0][0]];
    if (byClass.length === 1 || members.length < rowsMin) continue;
    const column = sums.best(rows, byClass);
    if (column < 0) continue;
    const having = members.filter((row) => hasColumn(rows, row, column));
    const kept = new Set(having);
    nodes[node].column = column;
    nodes[node].having = add(having);
    nodes[node].lacking = add(members.filter((row) => !kept.has(row)));
  }
  return nodes;
}

/** Class of each row. */
export function askWordTree(tree: WordTree, rows: SparseRows): number[] {
  return Array.from({ length: rows.rowCount }, (_, row) => {
    let node = tree[0];
    while (node.column >= 0) node = tree[hasColumn(rows, row, node.column) ? node.having : node.lacking];
    return node.label;
  });
}
