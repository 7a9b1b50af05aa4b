/**
 * A graph that knows its own gradients: each layer adds its forward nodes and remembers how to add its backward nodes, which
 * `backward` writes in reverse order (reverse-mode differentiation: Griewank & Walther 2008, ch. 3), all in plain ONNX operators,
 * so that the runtime that we infer with also trains. Values are [batch, channels, height, width] with a batch of fixed size.
 */
import { GraphBuilder } from './graph-builder.ts';
import type { OnnxNode } from './onnx-model.ts';

/** A value of the graph; its shape is without the batch. */
export interface TapeValue {
  name: string;
  shape: readonly number[];
}

/** Numbers that are learnt: an input of the graph. */
export interface TapeParameter {
  name: string;
  shape: readonly number[];
  /** How they begin: normal numbers of this spread, or all of one value. */
  begin: { spread: number } | { value: number };
  /** Whether training pulls them towards nothing. */
  decays: boolean;
}

/** Means and variances that inference reads: kept as a running mean over the batches. */
interface Statistic {
  name: string;
  /** The batch's own. */
  batchValue: string;
  shape: readonly number[];
  begin: { value: number };
}

const varianceFloor = 1e-5;
const overBatch = { axes: [0, 2, 3], keepdims: 1 };

export class CnnTape {
  readonly graph = new GraphBuilder();
  readonly parameters: TapeParameter[] = [];
  readonly statistics: Statistic[] = [];
  /** Name of the gradient by parameter or value. */
  readonly gradients = new Map<string, string>();
  private readonly steps: (() => void)[] = [];
  private readonly constants = new Map<string, string>();
  private readonly batch: number;

  constructor(batch: number) {
    this.batch = batch;
  }

  /** Adds a node under a name of its own; returns the name of its output. */
  add(operator: string, inputs: readonly string[], attributes?: OnnxNode['attributes']): string {
    return this.graph.add(operator, inputs, `${operator}_${this.graph.nodes.length}`, attributes);
  }

  number(value: number): string {
    return this.constant(`number ${value}`, (name) => this.graph.floats(name, [], [value]));
  }

  integers(...values: number[]): string {
    return this.constant(`integers ${values.join(' ')}`, (name) => this.graph.integers(name, values));
  }

  private constant(name: string, make: (name: string) => string): string {
    const known = this.constants.get(name) ?? make(name);
    this.constants.set(name, known);
    return known;
  }

  private parameter(parameter: TapeParameter): string {
    this.parameters.push(parameter);
    return parameter.name;
  }

  private gradientOf(value: TapeValue): string {
    const name = this.gradients.get(value.name);
    if (!name) throw new Error(`${value.name} has no gradient: nothing reads it`);
    return name;
  }

  /** The gradient of a value that several layers read is the sum of theirs. */
  private give(name: string, gradient: string): void {
    const known = this.gradients.get(name);
    this.gradients.set(name, known ? this.add('Add', [known, gradient]) : gradient);
  }

  /** A 3 × 3 convolution, places kept. `isInput`: nothing before it learns, so that no gradient goes on. */
  convolve(name: string, input: TapeValue, channels: number, isInput: boolean): TapeValue {
    const [from, height, width] = input.shape;
    const weight = this.parameter({
      name,
      shape: [channels, from, 3, 3],
      begin: { spread: Math.sqrt(2 / (9 * from)) },
      decays: true,
    });
    const around = { kernel_shape: [3, 3], pads: [1, 1, 1, 1] };
    const output = { name: this.add('Conv', [input.name, weight], around), shape: [channels, height, width] };
    this.steps.push(() => {
      const gradient = this.gradientOf(output);
      this.give(weight, this.weightGradient(input, gradient, channels));
      if (isInput) return;
      const last = this.integers(-1, -1);
      const flipped = this.add('Slice', [weight, last, this.integers(-4, -4), this.integers(2, 3), last]);
      const turned = this.add('Transpose', [flipped], { perm: [1, 0, 2, 3] });
      this.give(input.name, this.add('Conv', [gradient, turned], around));
    });
    return output;
  }

  /**
   * dL/dW[o, i, a, b] = Σ dL/dy[n, o, y, x] · padded[n, i, y + a, x + b]. Both are laid out as one row of numbers a channel on
   * the padded grid, where the offset (a, b) is an offset in the row: nine matrix products of slices. Where a row would run
   * over into the next, the gradient is 0. (As one Conv with roles exchanged it is a product nine columns wide: slower.)
   */
  private weightGradient(input: TapeValue, gradient: string, channels: number): string {
    const [from, height, width] = input.shape;
    const rowWidth = width + 2;
    const all = this.batch * (height + 2) * rowWidth;
    const count = all - 2 * rowWidth - 2;
    const toRows = (name: string, pads: string, rows: number): string => {
      const padded = this.add('Pad', [name, pads]);
      return this.add('Reshape', [
        this.add('Transpose', [padded], { perm: [1, 0, 2, 3] }),
        this.integers(rows, all),
      ]);
    };
    const slice = (name: string, start: number): string =>
      this.add('Slice', [name, this.integers(start), this.integers(start + count), this.integers(1)]);
    const inputs = toRows(input.name, this.integers(0, 0, 1, 1, 0, 0, 1, 1), from);
    const gradients = slice(toRows(gradient, this.integers(0, 0, 0, 0, 0, 0, 2, 2), channels), 0);
    const products = [0, 1, 2].flatMap((a) =>
      [0, 1, 2].map((b) => {
        const product = this.add('Gemm', [gradients, slice(inputs, a * rowWidth + b)], { transB: 1 });
        return this.add('Unsqueeze', [product, this.integers(2)]);
      }),
    );
    const joined = this.add('Concat', products, { axis: 2 });
    return this.add('Reshape', [joined, this.integers(channels, from, 3, 3)]);
  }

  /** Batch normalisation, scaled and shifted per channel (Ioffe & Szegedy 2015, alg. 1; gradients: section 3). */
  normalise(name: string, input: TapeValue): TapeValue {
    const [channels, height, width] = input.shape;
    const shape = [1, channels, 1, 1];
    const scale = this.parameter({ name: `${name}.scale`, shape, begin: { value: 1 }, decays: false });
    const shift = this.parameter({ name: `${name}.shift`, shape, begin: { value: 0 }, decays: false });
    const mean = this.add('ReduceMean', [input.name], overBatch);
    const centred = this.add('Sub', [input.name, mean]);
    const variance = this.add('ReduceMean', [this.add('Mul', [centred, centred])], overBatch);
    this.statistics.push({ name: `${name}.mean`, batchValue: mean, shape, begin: { value: 0 } });
    this.statistics.push({ name: `${name}.variance`, batchValue: variance, shape, begin: { value: 1 } });
    const spread = this.add('Sqrt', [this.add('Add', [variance, this.number(varianceFloor)])]);
    const standard = this.add('Div', [centred, spread]);
    const output = {
      name: this.add('Add', [this.add('Mul', [standard, scale]), shift]),
      shape: input.shape,
    };
    this.steps.push(() => {
      const gradient = this.gradientOf(output);
      const sum = (of: string): string =>
        this.add('ReduceSum', [of, this.integers(0, 2, 3)], { keepdims: 1 });
      const shiftGradient = sum(gradient);
      const scaleGradient = sum(this.add('Mul', [gradient, standard]));
      this.give(shift, shiftGradient);
      this.give(scale, scaleGradient);
      // dL/dx = scale / spread · (dy − mean(dy) − standard · mean(dy · standard))
      const share = this.number(1 / (this.batch * height * width));
      const along = this.add('Mul', [standard, this.add('Mul', [scaleGradient, share])]);
      const common = this.add('Add', [along, this.add('Mul', [shiftGradient, share])]);
      const factor = this.add('Div', [scale, spread]);
      this.give(input.name, this.add('Mul', [this.add('Sub', [gradient, common]), factor]));
    });
    return output;
  }

  rectify(input: TapeValue): TapeValue {
    const output = { name: this.add('Relu', [input.name]), shape: input.shape };
    this.steps.push(() => {
      const isOn = this.add('Cast', [this.add('Greater', [output.name, this.number(0)])], { to: 1 });
      this.give(input.name, this.add('Mul', [this.gradientOf(output), isOn]));
    });
    return output;
  }

  /** Means of 2 × 2 places; height and width are even. */
  halve(input: TapeValue): TapeValue {
    const [channels, height, width] = input.shape;
    const [rows, columns] = [height / 2, width / 2];
    const output = {
      name: this.add('AveragePool', [input.name], { kernel_shape: [2, 2], strides: [2, 2] }),
      shape: [channels, rows, columns],
    };
    this.steps.push(() => {
      const quarter = this.add('Mul', [this.gradientOf(output), this.number(0.25)]);
      const apart = this.integers(this.batch, channels, rows, 1, columns, 1);
      const spread = this.integers(this.batch, channels, rows, 2, columns, 2);
      const expanded = this.add('Expand', [this.add('Reshape', [quarter, apart]), spread]);
      const whole = this.integers(this.batch, channels, height, width);
      this.give(input.name, this.add('Reshape', [expanded, whole]));
    });
    return output;
  }

  /** The mean over all places. */
  average(input: TapeValue): TapeValue {
    const [channels, height, width] = input.shape;
    const output = {
      name: this.add('ReduceMean', [input.name], { axes: [2, 3], keepdims: 0 }),
      shape: [channels],
    };
    this.steps.push(() => {
      const share = this.add('Mul', [this.gradientOf(output), this.number(1 / (height * width))]);
      const apart = this.add('Reshape', [share, this.integers(this.batch, channels, 1, 1)]);
      const whole = this.integers(this.batch, channels, height, width);
      this.give(input.name, this.add('Expand', [apart, whole]));
    });
    return output;
  }

  /**
   * A softmax head: weight × −Σ truth · log p, a mean over the batch. `truth` is an input [batch, classes], a row with a 1 at its
   * class, or all 0 where the class is not known: such a row teaches this head nothing.
   * @returns name of the loss
   */
  classify(name: string, input: TapeValue, classes: number, truth: string, weight: number): string {
    const [size] = input.shape;
    const weights = this.parameter({
      name: `${name}.weight`,
      shape: [size, classes],
      begin: { spread: 0.01 },
      decays: true,
    });
    const bias = this.parameter({
      name: `${name}.bias`,
      shape: [classes],
      begin: { value: 0 },
      decays: false,
    });
    const logits = this.add('Add', [this.add('MatMul', [input.name, weights]), bias]);
    const logs = this.add('LogSoftmax', [logits], { axis: -1 });
    const share = this.number(weight / this.batch);
    const told = this.add('ReduceSum', [this.add('Mul', [logs, truth])], { keepdims: 0 });
    this.steps.push(() => {
      const known = this.add('ReduceSum', [truth, this.integers(1)], { keepdims: 1 });
      const told = this.add('Mul', [this.add('Exp', [logs]), known]);
      const gradient = this.add('Mul', [this.add('Sub', [told, truth]), share]);
      this.give(weights, this.add('Gemm', [input.name, gradient], { transA: 1 }));
      this.give(bias, this.add('ReduceSum', [gradient, this.integers(0)], { keepdims: 0 }));
      this.give(input.name, this.add('Gemm', [gradient, weights], { transB: 1 }));
    });
    return this.add('Neg', [this.add('Mul', [told, share])]);
  }

  /** Adds the backward nodes of all layers; `gradients` then holds that of every parameter. */
  backward(): void {
    for (const step of this.steps.reverse()) step();
  }
}
