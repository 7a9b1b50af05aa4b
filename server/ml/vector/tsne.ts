/**
 * t-SNE (van der Maaten and Hinton, JMLR 2008): points of many dimensions on a plane so that near ones stay near. Exact
 * gradients, n² work a step, for up to some thousand points; started from the two principal axes (Kobak and Berens, Nature
 * Communications 2019), so the same points give the same map and large distances mean something too.
 */

export interface TsneOptions {
  /** Effective number of neighbours of a point. */
  perplexity: number;
  steps: number;
}

const exaggeration = 12;
/** Steps with exaggerated attraction, of all. */
const earlyShare = 0.25;
const entropyTolerance = 1e-4;
const bisections = 50;
const axisRounds = 60;

/** Squared Euclidean distances, n × n. */
function squaredDistances(points: Float32Array, count: number, width: number): Float64Array {
  const distances = new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      let sum = 0;
      for (let at = 0; at < width; at++) {
        const difference = points[a * width + at] - points[b * width + at];
        sum += difference * difference;
      }
      distances[a * count + b] = sum;
      distances[b * count + a] = sum;
    }
  }
  return distances;
}

/** Fills a row of conditional probabilities at one precision; answers its entropy in nats. */
function fillRow(
  distances: Float64Array,
  row: number,
  count: number,
  precision: number,
  out: Float64Array,
): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < count; at++) if (at !== row) nearest = Math.min(nearest, distances[row * count + at]);
  let total = 0;
  let weighted = 0;
  for (let at = 0; at < count; at++) {
    if (at === row) {
      out[at] = 0;
      continue;
    }
    const excess = distances[row * count + at] - nearest;
    out[at] = Math.exp(-precision * excess);
    total += out[at];
    weighted += out[at] * excess;
  }
  for (let at = 0; at < count; at++) out[at] /= total;
  return Math.log(total) + (precision * weighted) / total;
}

/** Joint probabilities of neighbours (equation 12 with the perplexity search of section 2). */
function jointProbabilities(distances: Float64Array, count: number, perplexity: number): Float64Array {
  const joint = new Float64Array(count * count);
  const row = new Float64Array(count);
  const target = Math.log(Math.min(perplexity, Math.max(1, (count - 1) / 3)));
  for (let at = 0; at < count; at++) {
    let [low, high, precision] = [0, Number.POSITIVE_INFINITY, 1];
    for (let round = 0; round < bisections; round++) {
      const entropy = fillRow(distances, at, count, precision, row);
      if (Math.abs(entropy - target) < entropyTolerance) break;
      if (entropy > target) low = precision;
      else high = precision;
      precision = Number.isFinite(high) ? (low + high) / 2 : precision * 2;
    }
    for (let other = 0; other < count; other++) {
      joint[at * count + other] += row[other] / (2 * count);
      joint[other * count + at] += row[other] / (2 * count);
    }
  }
  return joint;
}

/** The two axes of largest variance by power iteration, one after the other; coordinates of the points on them. */
function principalPlane(points: Float32Array, count: number, width: number): Float64Array {
  const centred = Float64Array.from(points);
  for (let at = 0; at < width; at++) {
    let mean = 0;
    for (let point = 0; point < count; point++) mean += centred[point * width + at] / count;
    for (let point = 0; point < count; point++) centred[point * width + at] -= mean;
  }
  const plane = new Float64Array(count * 2);
  const project = (axis: Float64Array): Float64Array => {
    const along = new Float64Array(count);
    for (let point = 0; point < count; point++)
      for (let at = 0; at < width; at++) along[point] += centred[point * width + at] * axis[at];
    return along;
  };
  for (let dimension = 0; dimension < 2; dimension++) {
    // Any start that is not at right angles to the axis will do; this one is never symmetric.
    let axis = Float64Array.from({ length: width }, (_, at) => 1 + at / width + dimension * (at % 3));
    for (let round = 0; round < axisRounds; round++) {
      const along = project(axis);
      const next = new Float64Array(width);
      for (let point = 0; point < count; point++)
        for (let at = 0; at < width; at++) next[at] += along[point] * centred[point * width + at];
      const norm = Math.hypot(...next);
      if (norm === 0) break;
      axis = next.map((value) => value / norm);
    }
    const along = project(axis);
    for (let point = 0; point < count; point++) {
      plane[point * 2 + dimension] = along[point];
      for (let at = 0; at < width; at++) centred[point * width + at] -= along[point] * axis[at];
    }
  }
  return plane;
}

export class Tsne {
  private readonly count: number;
  private readonly options: TsneOptions;
  private readonly joint: Float64Array;
  private readonly velocity: Float64Array;
  private readonly gains: Float64Array;
  /** x and y of each point. */
  readonly positions: Float64Array;
  private done = 0;

  /** @param points count × width, row by row */
  constructor(points: Float32Array, count: number, width: number, options: TsneOptions) {
    this.count = count;
    this.options = options;
    this.joint = jointProbabilities(squaredDistances(points, count, width), count, options.perplexity);
    this.velocity = new Float64Array(count * 2);
    this.gains = new Float64Array(count * 2).fill(1);
    this.positions = principalPlane(points, count, width);
    const spread = Math.sqrt(
      this.positions.reduce((sum, value) => sum + value * value, 0) / Math.max(1, count),
    );
    if (spread > 0) for (let at = 0; at < count * 2; at++) this.positions[at] *= 1e-2 / spread;
  }

  /** Whether all steps are done. */
  get isDone(): boolean {
    return this.done >= this.options.steps || this.count < 2;
  }

  /** One step of gradient descent with momentum and gains (section 3.4). */
  step(): void {
    const { count, positions, velocity, gains } = this;
    const isEarly = this.done < earlyShare * this.options.steps;
    const gradient = this.gradient(isEarly ? exaggeration : 1);
    const momentum = isEarly ? 0.5 : 0.8;
    const rate = Math.max(50, count / exaggeration);
    for (let at = 0; at < count * 2; at++) {
      const isAgainst = gradient[at] > 0 === velocity[at] > 0;
      gains[at] = Math.max(0.01, isAgainst ? gains[at] * 0.8 : gains[at] + 0.2);
      velocity[at] = momentum * velocity[at] - rate * gains[at] * gradient[at];
      positions[at] += velocity[at];
    }
    this.done++;
  }

  /** Equation 5, attraction times a factor. */
  private gradient(factor: number): Float64Array {
    const { count, positions, joint } = this;
    const near = new Float64Array(count * count);
    let total = 0;
    for (let a = 0; a < count; a++) {
      for (let b = a + 1; b < count; b++) {
        const dx = positions[a * 2] - positions[b * 2];
        const dy = positions[a * 2 + 1] - positions[b * 2 + 1];
        const value = 1 / (1 + dx * dx + dy * dy);
        near[a * count + b] = value;
        total += 2 * value;
      }
    }
    const gradient = new Float64Array(count * 2);
    for (let a = 0; a < count; a++) {
      for (let b = a + 1; b < count; b++) {
        const value = near[a * count + b];
        const pull = 4 * (factor * joint[a * count + b] - value / total) * value;
        const dx = pull * (positions[a * 2] - positions[b * 2]);
        const dy = pull * (positions[a * 2 + 1] - positions[b * 2 + 1]);
        gradient[a * 2] += dx;
        gradient[a * 2 + 1] += dy;
        gradient[b * 2] -= dx;
        gradient[b * 2 + 1] -= dy;
      }
    }
    return gradient;
  }
}
