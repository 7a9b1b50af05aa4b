/**
 * Quantities in listing text, converted to one unit a dimension before they are compared: 173 g and 6.10 oz agree, 64 GB
 * and 128 GB do not, and a range (128–512 GB) is compatible with a value inside it without being equal to it.
 */
export const dimensions = [
  'storage',
  'mass',
  'volume',
  'length',
  'count',
  'power',
  'voltage',
  'frequency',
  'charge',
  'pixels',
  'speed',
] as const;
export type Dimension = (typeof dimensions)[number];

export interface Quantity {
  /** Place in `dimensions`. */
  dimension: number;
  low: number;
  high: number;
  /** As written, for people. */
  written: string;
}

/** unit → dimension and factor to that dimension's base (GB, g, ml, mm, pieces, W, V, Hz, mAh, MP, rpm). */
const units = new Map<string, readonly [Dimension, number]>();
function define(dimension: Dimension, factor: number, names: string): void {
  for (const name of names.split(' ')) units.set(name, [dimension, factor]);
}
define('storage', 1e-3, 'mb mo');
define('storage', 1, 'gb go gigabyte gigabytes gig');
define('storage', 1e3, 'tb to terabyte');
define('mass', 1e-3, 'mg');
define('mass', 1, 'g gr gram grams gramm grammes gramos grammi');
define('mass', 1e3, 'kg kilo kilos kilogramm kilogram');
define('mass', 28.3495, 'oz ounce ounces');
define('mass', 453.592, 'lb lbs pound pounds');
define('volume', 1, 'ml');
define('volume', 10, 'cl');
define('volume', 1e3, 'l ltr liter litre liters litres litro litros litri');
define('volume', 29.5735, 'floz');
define('volume', 3785.41, 'gal gallon gallons');
define('length', 1, 'mm');
define('length', 10, 'cm');
define('length', 1e3, 'm meter metre');
define('length', 25.4, 'in inch inches zoll pouces pulgadas pollici "');
define('length', 304.8, "ft feet foot '");
define(
  'count',
  1,
  'pack packs pk pcs pc pieces piece count ct stk stuck er pezzi piezas unidades uds tabs rolls',
);
define('power', 1, 'w watt watts');
define('power', 1e3, 'kw');
define('voltage', 1, 'v volt volts');
define('frequency', 1, 'hz');
define('frequency', 1e6, 'mhz');
define('frequency', 1e9, 'ghz');
define('charge', 1, 'mah');
define('charge', 1e3, 'ah');
define('pixels', 1, 'mp megapixel megapixels mpx');
define('speed', 1, 'rpm');

/** The unit a word names, or undefined. */
export function unitOf(word: string): readonly [Dimension, number] | undefined {
  return units.get(word);
}

const number = '\\d+(?:[.,]\\d+)?';
const measure = new RegExp(
  `(${number})(?:\\s*(?:-|–|to|bis|a|à)\\s*(${number}))?\\s*-?\\s*(fl\\.? ?oz|[a-z]+|"|'')(?![a-z0-9])`,
  'g',
);
const bundle =
  /(?:pack|set|lot|box|case|confezione|paquete|packung|boite)\s*(?:of|de|da|di|von|mit)\s*(\d{1,4})|(\d{1,3})\s*x\s*(?=\d)|(?<![\d.])(\d{1,3})\s*-?\s*(?:er[- ]?(?:pack|set)|count|pack)\b/g;

const quantitiesMax = 12;

const toNumber = (text: string): number => Number(text.replace(',', '.'));

function addMeasures(text: string, found: Quantity[]): void {
  for (const match of text.matchAll(measure)) {
    const unit = units.get(match[3].replace(/[. ]/g, '').replace("''", '"'));
    if (!unit || found.length >= quantitiesMax) continue;
    const first = toNumber(match[1]) * unit[1];
    const second = match[2] === undefined ? first : toNumber(match[2]) * unit[1];
    if (!(first > 0)) continue;
    found.push({
      dimension: dimensions.indexOf(unit[0]),
      low: Math.min(first, second),
      high: Math.max(first, second),
      written: match[0].trim(),
    });
  }
}

/** Quantities of normalised text (lower case), each once. */
export function parseQuantities(text: string): Quantity[] {
  const found: Quantity[] = [];
  addMeasures(text, found);
  const count = dimensions.indexOf('count');
  for (const match of text.matchAll(bundle)) {
    const value = Number(match[1] ?? match[2] ?? match[3]);
    if (value > 0 && found.length < quantitiesMax)
      found.push({ dimension: count, low: value, high: value, written: match[0].trim() });
  }
  return found.filter(
    (one, at) =>
      found.findIndex(
        (other) => other.dimension === one.dimension && other.low === one.low && other.high === one.high,
      ) === at,
  );
}

/** Roundings differ between units: 6.1 oz is 172.9 g. */
const tolerance = 0.02;

/** 1 equal, ½ a range that contains the other, 0 apart. */
export function compareQuantities(lowA: number, highA: number, lowB: number, highB: number): number {
  const isNear = (x: number, y: number): boolean => Math.abs(x - y) <= tolerance * Math.max(x, y);
  if (isNear(lowA, lowB) && isNear(highA, highB)) return 1;
  const isRange = lowA !== highA || lowB !== highB;
  const slack = 1 + tolerance;
  return isRange && lowA <= highB * slack && lowB <= highA * slack ? 0.5 : 0;
}
