/**
 * Histogram bins: every feature is cut once at its quantiles, rows are stored column by column as bytes. Bin 0 is
 * "missing", bins 1… hold the values. Source: Ke et al., "LightGBM", NIPS 2017, section 2.1.
 */
import type { DenseRows } from './tree.ts';

export const binsMax = 255;

export interface BinnedRows {
  /** column × rowCount + row. */
  bins: Uint8Array;
  /** Upper edges of a feature's bins, ascending; the last bin has none. */
  edges: Float32Array[];
  rowCount: number;
  featureCount: number;
}

function midpoint(low: number, high: number): number {
  const middle = Math.fround((low + high) / 2);
  // Two neighbouring floats have no float between them: the edge must still send `low` left and `high` right.
  return middle < high ? middle : low;
}

function quantileEdges(sorted: Float32Array): number[] {
  const edges: number[] = [];
  for (let bin = 1; bin < binsMax; bin++) {
    const at = Math.floor((bin * sorted.length) / binsMax);
    if (at === 0 || sorted[at] === sorted[at - 1]) continue;
    const edge = midpoint(sorted[at - 1], sorted[at]);
    if (edges.length === 0 || edge > edges[edges.length - 1]) edges.push(edge);
  }
  return edges;
}

function edgesOf(column: Float32Array): Float32Array {
  const sorted = column.filter((value) => !Number.isNaN(value)).sort();
  const distinct = sorted.filter((value, at) => at === 0 || value !== sorted[at - 1]);
  if (distinct.length > binsMax) {
    const edges = quantileEdges(sorted);
    // A column that is one value in nearly every row has no quantile apart from it: cut at that value's neighbours.
    if (edges.length > 0) return Float32Array.from(edges);
  }
  const kept = distinct.length > binsMax ? distinct.subarray(0, binsMax) : distinct;
  return Float32Array.from({ length: Math.max(0, kept.length - 1) }, (_, at) =>
    midpoint(kept[at], kept[at + 1]),
  );
}

/** Cuts and stores rows for training. */
export function binRows(rows: DenseRows): BinnedRows {
  const { values, rowCount, featureCount } = rows;
  const bins = new Uint8Array(rowCount * featureCount);
  const edges: Float32Array[] = [];
  const column = new Float32Array(rowCount);
  for (let feature = 0; feature < featureCount; feature++) {
    for (let row = 0; row < rowCount; row++) column[row] = values[row * featureCount + feature];
    const own = edgesOf(column);
    edges.push(own);
    const base = feature * rowCount;
    for (let row = 0; row < rowCount; row++) {
      const value = column[row];
      if (Number.isNaN(value)) continue;
      let low = 0;
      let high = own.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (value > own[middle]) low = middle + 1;
        else high = middle;
      }
      bins[base + row] = low + 1;
    }
  }
  return { bins, edges, rowCount, featureCount };
}
