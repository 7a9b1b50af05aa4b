/**
 * Quantities of many records as lists of numbers of quantities, each kept once: an object of its own a record would cost
 * more than all of a record's words.
 */
import type { Quantity } from './quantities.ts';
import { Ragged, type RaggedParts } from './ragged.ts';
import { TextTable, type TextTableParts } from './text-table.ts';

export interface QuantityListParts {
  lists: RaggedParts;
  /** Dimension, low, high, whether imperial, rounding, by turns. */
  numbers: Float64Array;
  written: TextTableParts;
}

const numbersEach = 5;

export class QuantityLists {
  readonly lists: Ragged;
  /** Different quantities, by number. */
  readonly known: Quantity[];
  private readonly ids = new Map<string, number>();

  constructor(parts?: QuantityListParts) {
    this.lists = parts ? Ragged.over(parts.lists) : new Ragged();
    this.known = parts ? readQuantities(parts) : [];
  }

  get parts(): QuantityListParts {
    const numbers = new Float64Array(numbersEach * this.known.length);
    const written = new TextTable();
    this.known.forEach((one, id) => {
      numbers.set([one.dimension, one.low, one.high, one.isImperial ? 1 : 0, one.rounding], numbersEach * id);
      written.push(one.written);
    });
    return { lists: this.lists.parts, numbers, written: written.parts };
  }

  push(quantities: readonly Quantity[]): void {
    this.lists.push(quantities.map((one) => this.id(one)));
  }

  append(parts: QuantityListParts): void {
    const here = Int32Array.from(readQuantities(parts), (one) => this.id(one));
    this.lists.append(parts.lists, (id) => here[id]);
  }

  of(record: number): Quantity[] {
    return Array.from(this.lists.of(record), (id) => this.known[id]);
  }

  /** As it is written, a quantity is one unit and one rounding. */
  private id(quantity: Quantity): number {
    const key = `${quantity.dimension} ${quantity.low} ${quantity.high} ${quantity.written}`;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    this.ids.set(key, this.known.length);
    this.known.push(quantity);
    return this.known.length - 1;
  }
}

function readQuantities({ numbers, written }: QuantityListParts): Quantity[] {
  const texts = new TextTable(written);
  return Array.from({ length: texts.count }, (_, id) => {
    const [dimension, low, high, imperial, rounding] = numbers.subarray(
      numbersEach * id,
      numbersEach * (id + 1),
    );
    return { dimension, low, high, isImperial: imperial === 1, rounding, written: texts.of(id) };
  });
}
