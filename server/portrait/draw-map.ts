import { setImmediate as breathe } from 'node:timers/promises';
import { Tsne } from '#server/ml/vector/tsne.ts';
import type { CategoryMap, MapPlace } from './schema-map.ts';
import { type Centroid, type ConfusionRow, findActive, readCentroids, readConfusions } from './store-map.ts';

/** Exact t-SNE is quadratic: this many take about four seconds. More dots nobody can read either. */
const placesMax = 800;
const pairsMax = 40;
/** Pairs with less than this many expected mistakes between them are not worth looking at. */
const massMin = 0.5;
const steps = 400;
const perplexity = 12;

/** Unit vectors, one after the other: centroids of many spread products are short, and only their direction counts. */
function unitVectors(centroids: readonly Centroid[]): { points: Float32Array; width: number } {
  const rows = centroids.map((centroid) => JSON.parse(centroid.v) as number[]);
  const width = rows[0]?.length ?? 0;
  const points = new Float32Array(rows.length * width);
  rows.forEach((row, at) => {
    const norm = Math.hypot(...row) || 1;
    points.set(
      row.map((value) => value / norm),
      at * width,
    );
  });
  return { points, width };
}

/** Positions on a sheet as wide and high as the larger of both spans, in thousandths. */
function toSheet(positions: Float64Array): { x: number; y: number }[] {
  const xs = positions.filter((_, at) => at % 2 === 0);
  const ys = positions.filter((_, at) => at % 2 === 1);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const span = Math.max(Math.max(...xs) - left, Math.max(...ys) - top) || 1;
  const place = (value: number, from: number): number => Math.round(((value - from) / span) * 1000) / 1000;
  return Array.from(xs, (x, at) => ({ x: place(x, left), y: place(ys[at], top) }));
}

/** The worker's thread breathes between the steps. Null: interrupted. */
async function drawPlaces(centroids: readonly Centroid[], signal?: AbortSignal): Promise<MapPlace[] | null> {
  const { points, width } = unitVectors(centroids);
  const tsne = new Tsne(points, centroids.length, width, { perplexity, steps });
  while (!tsne.isDone) {
    if (signal?.aborted) return null;
    tsne.step();
    await breathe();
  }
  return toSheet(tsne.positions).map((place, at) => {
    const { id, name, branchId, products } = centroids[at];
    return { id, name, branchId, products, ...place };
  });
}

/** Cosine of two categories' mean vectors, where both are on the map. */
function similarityOf(centroids: readonly Centroid[]): (a: string, b: string) => number | null {
  const { points, width } = unitVectors(centroids);
  const rowOf = new Map(centroids.map((centroid, at) => [centroid.id, at]));
  return (a, b) => {
    const [left, right] = [rowOf.get(a), rowOf.get(b)];
    if (left === undefined || right === undefined) return null;
    let sum = 0;
    for (let at = 0; at < width; at++) sum += points[left * width + at] * points[right * width + at];
    return sum;
  };
}

const toPair = (row: ConfusionRow, similarity: number | null): CategoryMap['pairs'][number] => ({
  a: { id: row.a, name: row.aName, products: row.aProducts },
  b: { id: row.b, name: row.bName, products: row.bProducts },
  ...{ swapped: row.swapped, mass: row.mass, similarity },
});

/**
 * Categories on a plane, near where their products are alike, and the pairs that the active model confuses. Null: there is
 * no active model yet, or the worker stops.
 */
export async function drawMap(catalogId: string, signal?: AbortSignal): Promise<CategoryMap | null> {
  const { embedderId, categorizerId } = await findActive(catalogId);
  if (!embedderId) return null;
  const found = await readCentroids(catalogId, embedderId, placesMax + 1);
  const centroids = found.slice(0, placesMax);
  const places = await drawPlaces(centroids, signal);
  if (!places) return null;
  const confusions = categorizerId ? await readConfusions(catalogId, categorizerId, pairsMax) : [];
  const similarity = similarityOf(centroids);
  return {
    places,
    isCut: found.length > placesMax,
    pairs: confusions
      .filter((row) => row.mass >= massMin)
      .map((row) => toPair(row, similarity(row.a, row.b))),
  };
}
