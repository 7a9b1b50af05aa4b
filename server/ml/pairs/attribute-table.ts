/**
 * Attributes of many listings as ids of names and values, kept once each; what a value measures is parsed once, however
 * many pairs ask.
 */
import { bestAgreement } from './features-codes.ts';
import { parseQuantities, type Quantity } from './quantities.ts';
import { Ragged, type RaggedParts } from './ragged.ts';
import type { TextTableParts } from './text-table.ts';
import { comparableText } from './tokens.ts';
import { Vocabulary } from './vocabulary.ts';

/** Names of attributes that both listings have with one value, and of those with two. */
export interface ComparedAttributes {
  agreeing: string[];
  conflicting: string[];
}

/** Names and values together stay below the largest exact integer. */
const valueRoom = 2 ** 32;

export interface AttributeTableParts {
  names: TextTableParts;
  values: TextTableParts;
  lists: RaggedParts;
}

export class AttributeTable {
  private readonly names: Vocabulary;
  private readonly values: Vocabulary;
  private readonly quantities: (readonly Quantity[] | undefined)[] = [];
  /** Name and value by turns, as the seller ordered them; attributes without a value are left out. */
  private readonly lists: Ragged;

  /** @param parts of another table, to be read alone */
  constructor(parts?: AttributeTableParts) {
    this.names = parts ? Vocabulary.over(parts.names) : new Vocabulary();
    this.values = parts ? Vocabulary.over(parts.values) : new Vocabulary();
    this.lists = parts ? Ragged.over(parts.lists) : new Ragged();
  }

  get parts(): AttributeTableParts {
    return { names: this.names.parts, values: this.values.parts, lists: this.lists.parts };
  }

  /** Adds the listings of another table. */
  append({ names, values, lists }: AttributeTableParts): void {
    const [ownNames, ownValues] = [this.names.append(names), this.values.append(values)];
    let isName = false;
    this.lists.append(lists, (id) => {
      isName = !isName;
      return isName ? ownNames[id] : ownValues[id];
    });
  }

  /** Adds the attributes of the next listing; of two that differ in spelling alone the later counts. */
  push(attributes: Readonly<Record<string, string>>): void {
    const own = new Map<number, number>();
    for (const [name, value] of Object.entries(attributes))
      own.set(this.names.id(comparableText(name)), this.values.id(comparableText(value).trim()));
    this.lists.push([...own].flatMap((entry) => (this.values.at(entry[1]) ? entry : [])));
  }

  /** Values of a listing. */
  valuesOf(record: number): string[] {
    return Array.from(this.lists.of(record))
      .filter((_, at) => at % 2 === 1)
      .map((value) => this.values.at(value));
  }

  /** Name and value of each attribute of a listing as one number, equal for equal ones. */
  each(record: number, visit: (key: number) => void): void {
    const { data } = this.lists;
    for (let at = this.lists.start(record); at < this.lists.end(record); at += 2)
      visit(data[at] * valueRoom + data[at + 1]);
  }

  /** The same of those that two listings have in common, letter by letter. */
  eachShared(a: number, b: number, visit: (key: number) => void): void {
    const { data } = this.lists;
    const [startB, endB] = [this.lists.start(b), this.lists.end(b)];
    for (let i = this.lists.start(a); i < this.lists.end(a); i += 2) {
      let j = startB;
      while (j < endB && data[j] !== data[i]) j += 2;
      if (j < endB && data[j + 1] === data[i + 1]) visit(data[i] * valueRoom + data[i + 1]);
    }
  }

  /** What the values of a listing measure. */
  quantitiesOf(record: number): Quantity[] {
    const { data } = this.lists;
    const found: Quantity[] = [];
    for (let at = this.lists.start(record) + 1; at < this.lists.end(record); at += 2)
      found.push(...this.measured(data[at]));
    return found;
  }

  /** How many attributes that both name agree (equal, or equal as quantities), and how many do not. */
  count(a: number, b: number): { agreeing: number; conflicting: number } {
    const counts = { agreeing: 0, conflicting: 0 };
    this.walk(a, b, (_, isAgreeing) => {
      if (isAgreeing) counts.agreeing++;
      else counts.conflicting++;
    });
    return counts;
  }

  /**
   * The same by name.
   * @param isTelling whether it says anything that a listing has this value, by the number that `each` gives
   */
  compare(a: number, b: number, isTelling: (key: number) => boolean = () => true): ComparedAttributes {
    const found: ComparedAttributes = { agreeing: [], conflicting: [] };
    this.walk(a, b, (name, isAgreeing, value) => {
      if (isAgreeing && !isTelling(name * valueRoom + value)) return;
      found[isAgreeing ? 'agreeing' : 'conflicting'].push(this.names.at(name));
    });
    return found;
  }

  private walk(
    a: number,
    b: number,
    visit: (name: number, isAgreeing: boolean, value: number) => void,
  ): void {
    const { data } = this.lists;
    const [startB, endB] = [this.lists.start(b), this.lists.end(b)];
    for (let i = this.lists.start(a); i < this.lists.end(a); i += 2) {
      let j = startB;
      while (j < endB && data[j] !== data[i]) j += 2;
      if (j < endB)
        visit(
          data[i],
          data[i + 1] === data[j + 1] || this.isEqualMeasure(data[i + 1], data[j + 1]),
          data[i + 1],
        );
    }
  }

  private isEqualMeasure(value: number, other: number): boolean {
    const own = this.measured(value);
    if (own.length === 0) return false;
    const others = this.measured(other);
    return own.every((quantity) => bestAgreement(quantity, others) > 0);
  }

  private measured(value: number): readonly Quantity[] {
    this.quantities[value] ??= parseQuantities(this.values.at(value));
    return this.quantities[value];
  }
}
