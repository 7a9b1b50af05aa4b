/** Learning curves, and the labels that they need to a figure. */
import type { Measurement } from './benchmark.ts';

export interface Curves {
  /** Figure after each number of labels. */
  random: number[];
  active: number[];
  /** With every label of the pool. */
  full: number;
}

const goal = 8;

/** Labels at which a curve first reaches a figure, on a straight line between its points over log(labels); NaN: never. */
function labelsToReach(curve: readonly number[], wanted: number, sizes: readonly number[]): number {
  const at = curve.findIndex((figure) => figure >= wanted);
  if (at <= 0) return at === 0 ? sizes[0] : Number.NaN;
  const share = (wanted - curve[at - 1]) / (curve[at] - curve[at - 1]);
  return sizes[at - 1] * (sizes[at] / sizes[at - 1]) ** share;
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** One line a curve, for the log. */
export function curveLine(name: string, curve: readonly number[], sizes: readonly number[]): string {
  return `${name} ${sizes.map((size, at) => `${size}: ${curve[at].toFixed(3)}`).join('  ')}`;
}

/** The measurements of a set over its seeds: mean curves, and the labels to one point below the figure of all labels. */
export function compareCurves(
  set: string,
  found: readonly Curves[],
  sizes: readonly number[],
  poolSize: number,
): Measurement[] {
  const full = mean(found.map((one) => one.full));
  const needed = (name: 'random' | 'active'): number => {
    const curve = sizes.map((_, at) => mean(found.map((one) => one[name][at])));
    return labelsToReach([...curve, full], full - 0.01, [...sizes, poolSize]);
  };
  const [random, active] = [needed('random'), needed('active')];
  return [
    { name: `${set}: F1 with all ${poolSize} labels`, value: Number(full.toFixed(4)), unit: 'share' },
    { name: `${set}: labels to that F1 − 1 point, random`, value: Math.round(random), unit: 'count' },
    { name: `${set}: labels to that F1 − 1 point, active`, value: Math.round(active), unit: 'count' },
    {
      name: `${set}: fewer labels by active selection`,
      value: Number((random / active).toFixed(2)),
      unit: 'ratio',
      beside: { value: goal, source: 'goal of design/MODELS.md, section 3' },
    },
  ];
}
