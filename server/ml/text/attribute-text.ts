/** Attributes as one text: what models read of them, from a catalog and from a table's cell alike. */

/** Letters that no product's own word begins with. */
export const madeUpPrefix = 'zxn';

/** A word made up for a model, which nobody could make sense of. */
export function isMadeUpName(word: string): boolean {
  return word.startsWith(madeUpPrefix);
}

const namesFrom = ` . ${madeUpPrefix}`;

/** The text as people would write it: for models of others, which were never taught our made-up words. */
export function withoutMadeUpNames(text: string): string {
  const at = text.lastIndexOf(namesFrom);
  return at < 0 ? text : text.slice(0, at);
}

/**
 * Names before values, and behind them each name as one word of its own: which attributes a product has tells its category
 * nearly as well as their values do (flipkart1050, linear model, three dealings of five folds: leaf .895 → .902).
 */
export function attributeText(attributes: readonly (readonly [name: string, value: string])[]): string {
  if (attributes.length === 0) return '';
  const told = attributes.map(([name, value]) => `${name} ${value}`);
  const names = attributes.map(([name]) => `${madeUpPrefix}${name.replace(/[^\p{L}\p{N}]/gu, '')}`);
  return `${told.join(' . ')} . ${names.join(' ')}`;
}
