/** Which features of incoming products are watched, how they are binned, and when a change is an alarm. Pure. */
import type { Rng } from '#server/ml/rng.ts';
import { measureDrift } from '#server/ml/statistics/drift.ts';
import type { DriftBin, DriftFeature } from './schema-drift.ts';

export interface DriftRow {
  productId: string;
  title: string;
  titleLength: number;
  language: string;
  seller: string;
  noDescription: boolean;
  noBrand: boolean;
  noPrice: boolean;
  noImage: boolean;
  noAttributes: boolean;
  noGiven: boolean;
  /** Cosine distance to the mean vector of the training products; null before it is embedded. */
  distance: number | null;
  /** Path of names of the suggested category, ' > ' between them; null without a suggestion. */
  suggested: string | null;
  p: number | null;
}

/** Products below which a window says nothing. */
export const windowRowsMin = 50;
const rounds = 2000;
/** Error of the first kind of a whole window: Bonferroni over its features. */
const windowAlpha = 0.01;
/** Credit scoring's habit (ml/statistics/drift.ts): below the first nothing has moved that matters, above the second it has. */
const psiWatch = 0.1;
const psiAlarm = 0.25;
const namesMax = 20;
const quantiles = 10;
const separator = ' > ';
const movedShown = 4;
const examplesShown = 5;

/** Its name in the data, or in English where it has none there. */
interface Bin {
  name: string;
  bin?: DriftBin;
}

interface Binning {
  bins: Bin[];
  binOf(row: DriftRow): number;
}

type Feature = { name: string; kind: DriftFeature['kind']; bin(reference: readonly DriftRow[]): Binning };

/** The commonest names of the reference, the rest of them together, and what it never held. */
function byName(of: (row: DriftRow) => string | null): (reference: readonly DriftRow[]) => Binning {
  return (reference) => {
    const counts = new Map<string, number>();
    for (const row of reference) {
      const name = of(row);
      if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const ordered = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
    const own = ordered.slice(0, namesMax);
    const place = new Map(ordered.map((name, at) => [name, Math.min(at, own.length)]));
    return {
      bins: [
        ...own.map((name) => ({ name })),
        { name: 'rarer ones', bin: { kind: 'rarer' } },
        { name: 'never seen in training', bin: { kind: 'unseen' } },
      ],
      binOf: (row) => {
        const name = of(row);
        return name === null ? -1 : (place.get(name) ?? own.length + 1);
      },
    };
  };
}

function rangeBin(from: number | null, to: number | null, word: (value: number) => string): Bin {
  if (from === null && to === null) return { name: 'any', bin: { kind: 'any' } };
  const bin: DriftBin = { kind: 'range', from, to };
  if (from === null) return { name: `under ${word(to ?? 0)}`, bin };
  return { name: to === null ? `${word(from)} and over` : `${word(from)} to ${word(to)}`, bin };
}

/** Tenths of the reference. Equal borders fall together, so that a constant has one bin. */
function byQuantile(
  of: (row: DriftRow) => number | null,
  word: (value: number) => string,
): (reference: readonly DriftRow[]) => Binning {
  return (reference) => {
    const values = Float64Array.from(reference.flatMap((row) => of(row) ?? [])).sort();
    const borders = new Set<number>();
    for (let at = 1; at < quantiles && values.length > 0; at++)
      borders.add(values[Math.floor((at * values.length) / quantiles)]);
    const edges = [...borders];
    const binOf = (row: DriftRow): number => {
      const value = of(row);
      if (value === null) return -1;
      const bin = edges.findIndex((edge) => value < edge);
      return bin < 0 ? edges.length : bin;
    };
    const bins = Array.from({ length: edges.length + 1 }, (_, bin) =>
      rangeBin(edges[bin - 1] ?? null, edges[bin] ?? null, word),
    );
    return { bins, binOf };
  };
}

function byLack(of: (row: DriftRow) => boolean): () => Binning {
  const bins: Bin[] = [
    { name: 'there', bin: { kind: 'there' } },
    { name: 'missing', bin: { kind: 'missing' } },
  ];
  return () => ({ bins, binOf: (row) => Number(of(row)) });
}

/** The first level of the tree on which the training products differ: a single root says nothing. */
function branchLevel(reference: readonly DriftRow[]): number {
  const codes = reference.flatMap((row) => (row.suggested ? [row.suggested.split(separator)] : []));
  let level = 1;
  while (level < 8 && new Set(codes.map((path) => path.slice(0, level).join(separator))).size === 1) level++;
  return level;
}

function byBranch(reference: readonly DriftRow[]): Binning {
  const level = branchLevel(reference);
  return byName((row) => row.suggested?.split(separator).slice(0, level).join(separator) ?? null)(reference);
}

const features: readonly Feature[] = [
  { name: 'language', kind: 'input', bin: byName((row) => row.language) },
  { name: 'seller', kind: 'input', bin: byName((row) => row.seller) },
  { name: 'length of the title', kind: 'input', bin: byQuantile((row) => row.titleLength, String) },
  { name: 'description', kind: 'input', bin: byLack((row) => row.noDescription) },
  { name: 'brand', kind: 'input', bin: byLack((row) => row.noBrand) },
  { name: 'price', kind: 'input', bin: byLack((row) => row.noPrice) },
  { name: 'picture', kind: 'input', bin: byLack((row) => row.noImage) },
  { name: 'attributes', kind: 'input', bin: byLack((row) => row.noAttributes) },
  { name: 'given category', kind: 'input', bin: byLack((row) => row.noGiven) },
  {
    name: 'distance from the training products',
    kind: 'input',
    bin: byQuantile(
      (row) => row.distance,
      (value) => value.toFixed(2),
    ),
  },
  { name: 'suggested branch', kind: 'prediction', bin: byBranch },
  {
    name: 'confidence',
    kind: 'prediction',
    bin: byQuantile(
      (row) => row.p,
      (value) => value.toFixed(2),
    ),
  },
];

function countBins(rows: readonly DriftRow[], binning: Binning): Float64Array {
  const counts = new Float64Array(binning.bins.length);
  for (const row of rows) {
    const bin = binning.binOf(row);
    if (bin >= 0) counts[bin]++;
  }
  return counts;
}

const sum = (counts: Float64Array): number => counts.reduce((all, count) => all + count, 0);

function stateOf(psi: number, p: number): DriftFeature['state'] {
  if (p > windowAlpha / features.length) return 'steady';
  if (psi >= psiAlarm) return 'alarm';
  return psi >= psiWatch ? 'watch' : 'steady';
}

/** Each watched feature of a window against the reference; those without a value in either are left out. */
export function driftOf(
  reference: readonly DriftRow[],
  window: readonly DriftRow[],
  rng: Rng,
): DriftFeature[] {
  return features.flatMap(({ name, kind, bin }) => {
    const binning = bin(reference);
    const [before, now] = [countBins(reference, binning), countBins(window, binning)];
    const [all, own] = [sum(before), sum(now)];
    if (all < windowRowsMin || own < windowRowsMin) return [];
    const drift = measureDrift(before, now, rng, rounds);
    const state = stateOf(drift.psi, drift.p);
    const moved = binning.bins
      .map((one, at) => ({ at, ...one, before: before[at] / all, now: now[at] / own }))
      .sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before) || a.at - b.at);
    const grown = moved.find((one) => one.now > one.before)?.at;
    const examples =
      state === 'steady' ? [] : window.filter((row) => binning.binOf(row) === grown).slice(0, examplesShown);
    return [
      {
        ...{ name, kind, ...drift, state },
        moved: moved.slice(0, movedShown).map(({ at: _, ...one }) => one),
        examples: examples.map(({ productId, title }) => ({ productId, title })),
      },
    ];
  });
}
