/**
 * Which attributes of a catalog can be learnt: those that many products state in few different words. Names are compared as
 * written (case and spaces apart), so `Farbe` and `Colour` are two attributes with values of their own: a German listing is
 * answered in German, and nothing is translated.
 */

/** An attribute with a closed vocabulary. */
export interface AttributeKey {
  /** Lower case, one space between words: what names are compared by. */
  key: string;
  /** The commonest spelling of the name, and of each value. */
  name: string;
  values: string[];
  /** Products that state it. */
  rows: number;
}

/** What each product says of each attribute. */
export interface AttributeTable {
  keys: AttributeKey[];
  /**
   * Per attribute, per product: the value's place in `values`; `values.length` for a value that is none of them; −1 where the
   * product does not state the attribute.
   */
  classes: Int32Array[];
}

/** Fewest products that state an attribute, and that share a value of its vocabulary. */
const keyRowsMin = 60;
const valueRowsMin = 5;
/** Share of an attribute's products that its vocabulary must cover: the rest says how often the answer is none of it. */
const coverageMin = 0.6;
/** Longest vocabulary; attributes learnt, the commonest first; values of all of them together. */
const valuesMax = 60;
const keysMax = 24;
const valuesOfAllMax = 400;
/** Share of values with a digit from which an attribute is a measure: text that does not state one does not tell it either. */
const measuredMax = 0.5;
const lengthMax = 60;

const noValue = new Set(['', '-', '–', 'n/a', 'na', 'nan', 'none', 'null', 'unknown', 'other']);

/** How names and values are compared: case and spaces apart. */
export function foldWords(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Counts texts, and remembers how each is written most often. */
class Spellings {
  readonly #counts = new Map<string, number>();
  readonly #written = new Map<string, Map<string, number>>();

  add(folded: string, text: string): void {
    this.#counts.set(folded, (this.#counts.get(folded) ?? 0) + 1);
    const written = this.#written.get(folded) ?? new Map<string, number>();
    this.#written.set(folded, written.set(text, (written.get(text) ?? 0) + 1));
  }

  /** The commonest first; ties by the text, so that the order of products does not matter. */
  get ordered(): [folded: string, count: number][] {
    return byCount(this.#counts);
  }

  spelt(folded: string): string {
    return byCount(this.#written.get(folded) ?? new Map([[folded, 1]]))[0][0];
  }
}

function byCount(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1));
}

/** The words of a product's attributes by key; what is no text, or says that there is none, is left out. */
function statedAttributes(attributes: Readonly<Record<string, unknown>>): Map<string, [string, string]> {
  const stated = new Map<string, [string, string]>();
  for (const [name, value] of Object.entries(attributes)) {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    if (text.length <= lengthMax && !noValue.has(foldWords(text)))
      stated.set(foldWords(name), [name.trim(), text]);
  }
  return stated;
}

/** Names and values that a product states. */
export function statedWords(attributes: Readonly<Record<string, unknown>>): {
  keys: Set<string>;
  values: Set<string>;
} {
  const stated = statedAttributes(attributes);
  return {
    keys: new Set(stated.keys()),
    values: new Set([...stated.values()].map(([, value]) => foldWords(value))),
  };
}

interface Candidate {
  key: AttributeKey;
  /** Place of a folded value in the vocabulary. */
  places: Map<string, number>;
}

function toCandidate(key: string, name: string, values: Spellings): Candidate | null {
  const { ordered } = values;
  const rows = ordered.reduce((sum, [, count]) => sum + count, 0);
  const kept = ordered.filter(([, count]) => count >= valueRowsMin).slice(0, valuesMax);
  const covered = kept.reduce((sum, [, count]) => sum + count, 0);
  const measured = kept.reduce((sum, [value, count]) => sum + (/\d/.test(value) ? count : 0), 0);
  const isClosed =
    rows >= keyRowsMin &&
    kept.length >= 2 &&
    covered >= coverageMin * rows &&
    measured <= measuredMax * covered;
  if (!isClosed) return null;
  const places = new Map(kept.map(([value], place): [string, number] => [value, place]));
  return { key: { key, name, rows, values: kept.map(([value]) => values.spelt(value)) }, places };
}

/** The learnable attributes of some products, by the rules above, and what each product says of them. */
export function collectAttributes(products: readonly Readonly<Record<string, unknown>>[]): AttributeTable {
  const names = new Spellings();
  const values = new Map<string, Spellings>();
  const stated = products.map(statedAttributes);
  for (const row of stated) {
    for (const [key, [name, value]] of row) {
      names.add(key, name);
      const own = values.get(key) ?? new Spellings();
      values.set(key, own);
      own.add(foldWords(value), value);
    }
  }
  const kept: Candidate[] = [];
  let valueCount = 0;
  for (const [key, count] of names.ordered) {
    if (count < keyRowsMin || kept.length === keysMax) break;
    const found = toCandidate(key, names.spelt(key), values.get(key) ?? new Spellings());
    if (!found || valueCount + found.key.values.length > valuesOfAllMax) continue;
    kept.push(found);
    valueCount += found.key.values.length;
  }
  return {
    keys: kept.map(({ key }) => key),
    classes: kept.map(({ key, places }) =>
      Int32Array.from(stated, (row) => {
        const value = row.get(key.key)?.[1];
        return value === undefined ? -1 : (places.get(foldWords(value)) ?? key.values.length);
      }),
    ),
  };
}
