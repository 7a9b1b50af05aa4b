/**
 * Equal values of many records kept once: a million listings name some thousands of brands and measures. An object of
 * its own a record would cost more than all of a record's words.
 */
import type { Quantity } from './quantities.ts';

const noQuantities: readonly Quantity[] = [];

export class SharedValues {
  private readonly texts = new Map<string, string>();
  private readonly measures = new Map<string, Quantity>();

  text(value: string): string {
    const known = this.texts.get(value);
    if (known !== undefined) return known;
    this.texts.set(value, value);
    return value;
  }

  quantities(list: readonly Quantity[]): readonly Quantity[] {
    return list.length === 0 ? noQuantities : list.map((quantity) => this.quantity(quantity));
  }

  private quantity(quantity: Quantity): Quantity {
    const key = `${quantity.dimension} ${quantity.low} ${quantity.high} ${quantity.written}`;
    const known = this.measures.get(key);
    if (known) return known;
    this.measures.set(key, quantity);
    return quantity;
  }
}
