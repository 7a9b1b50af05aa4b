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
  /** Whether the unit is of the imperial system: what was converted to or from it was rounded on the way. */
  isImperial: boolean;
  /** Half of one in the last digit that was stated, in the dimension's base; 0 where the number stands for itself (`1 lb`). */
  rounding: number;
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
define('volume', 473.176, 'pt pint pints');
define('volume', 946.353, 'qt quart quarts');
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

const imperialUnits = new Set(
  `oz ounce ounces lb lbs pound pounds floz pt pint pints qt quart quarts gal gallon gallons in inch inches zoll pouces
  pulgadas pollici " ft feet foot '`.split(/\s+/),
);

/** The unit a word names, or undefined. */
export function unitOf(word: string): readonly [Dimension, number] | undefined {
  return units.get(word);
}

/** Units of which nobody states thousandths: three digits behind a point or comma are thousands there, `2.500 ml` as `10,000 mAh`. */
const wholeUnits = new Set(
  `mb mo gb go gigabyte gigabytes gig mg g gr gram grams gramm grammes gramos grammi ml mm w watt watts v volt volts hz mhz
  mah rpm pack packs pk pcs pc pieces piece count ct stk stuck er pezzi piezas unidades uds tabs rolls`.split(
    /\s+/,
  ),
);
/** Units of which people state halves and quarters; `12/16 gb` are two values. */
const fractionUnits = new Set([
  ...imperialUnits,
  ...'kg kilo kilos l ltr liter litre liters litres litro litros litri'.split(' '),
]);

const fraction = '(?:\\d{1,2}[ -])?[1-7]/[248](?!\\d)';
const number = `(?:${fraction}|\\d+(?:[.,]\\d+)*|[.,]\\d+)`;
/** Digits inside a model code (`zwf81443w`) measure nothing; those behind a times sign do (`6x330ml`). */
const notInCode = '(?<![\\d.,a-wyz]|(?<!\\d\\s?)x)';
const measure = new RegExp(
  `${notInCode}(${number})(?:\\s*(?:-|–|to|bis|a|à)\\s*(${number}))?\\s*-?\\s*(fl\\.? ?oz|[a-z]+|"|'')(?![a-z0-9])`,
  'g',
);
const bundle =
  /(?:pack|set|lot|box|case|confezione|paquete|packung|boite)\s*(?:of|de|da|di|von|mit)\s*(\d{1,4})|(\d{1,3})\s*x\s*(?=\d)|(?<![\d.])(\d{1,3})\s*-?\s*(?:er[- ]?(?:pack|set)|count|pack)\b/g;

const quantitiesMax = 12;

interface Stated {
  /** NaN where the text is no number (`1.2.3`, a version). */
  value: number;
  /** Digits of the number and of its decimals; the last is what it may be off by. */
  digits: number;
  decimals: number;
}

/** Thousands with one separator, then decimals behind the other. */
const grouped = /^([1-9]\d{0,2}([.,])\d{3}(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?$/;

function readDigits(text: string, unit: string): Stated {
  const parts = text.split(/[.,]/);
  const thousands = parts.length > 2 || wholeUnits.has(unit) ? grouped.exec(text) : null;
  if (!thousands && parts.length > 2) return { value: Number.NaN, digits: 0, decimals: 0 };
  const whole = thousands ? thousands[1].replace(/[.,]/g, '') : parts[0];
  const decimals = (thousands ? thousands[3] : parts[1]) ?? '';
  return {
    value: Number(`${whole}.${decimals}`),
    digits: whole.length + decimals.length,
    decimals: decimals.length,
  };
}

/** Of `12/16 gb` the second value, of `1 1/2 l` and `1-1/2 l` one and a half. */
function readNumber(text: string, unit: string): Stated {
  const slash = text.indexOf('/');
  if (slash < 0) return readDigits(text, unit);
  const [part, whole] = text.split(/[ -]/).reverse();
  const [over, under] = part.split('/').map(Number);
  if (!fractionUnits.has(unit) || over >= under) return readDigits(text.slice(slash + 1), unit);
  return { value: Number(whole ?? 0) + over / under, digits: 1, decimals: 0 };
}

/** Half of one in the last digit. A single digit stands for itself: a pound of coffee is no half kilogram rounded. */
function roundingOf({ digits, decimals }: Stated): number {
  return decimals === 0 && digits < 2 ? 0 : 0.5 * 10 ** -decimals;
}

function addMeasures(text: string, found: Quantity[]): void {
  for (const match of text.matchAll(measure)) {
    const name = match[3].replace(/[. ]/g, '').replace("''", '"');
    const unit = units.get(name);
    if (!unit || found.length >= quantitiesMax) continue;
    const from = readNumber(match[1], name);
    const to = match[2] === undefined ? from : readNumber(match[2], name);
    const [first, second] = [from.value * unit[1], to.value * unit[1]];
    if (!(first > 0 && second > 0)) continue;
    found.push({
      dimension: dimensions.indexOf(unit[0]),
      low: Math.min(first, second),
      high: Math.max(first, second),
      isImperial: imperialUnits.has(name),
      rounding: unit[1] * Math.max(roundingOf(from), roundingOf(to)),
      written: match[0].trim(),
    });
  }
}

const unrounded = { isImperial: false, rounding: 0 };

/** Quantities of normalised text (lower case), each once. */
export function parseQuantities(text: string): Quantity[] {
  const found: Quantity[] = [];
  addMeasures(text, found);
  const count = dimensions.indexOf('count');
  for (const match of text.matchAll(bundle)) {
    const value = Number(match[1] ?? match[2] ?? match[3]);
    if (value > 0 && found.length < quantitiesMax)
      found.push({ ...unrounded, dimension: count, low: value, high: value, written: match[0].trim() });
  }
  return found.filter(
    (one, at) =>
      found.findIndex(
        (other) => other.dimension === one.dimension && other.low === one.low && other.high === one.high,
      ) === at,
  );
}

/** What is stated in two digits and more is off by so much at most: 6.1 oz is 172.9 g. */
const tolerance = 0.02;

const isNear = (x: number, y: number): boolean => Math.abs(x - y) <= tolerance * Math.max(x, y);

/**
 * 1 equal, ½ compatible, 0 apart. Compatible are a range that contains the other, and values of two systems of units that
 * are equal but for the digits left out: .6 lb is anything from 249 to 295 g. Within one system nothing is rounded: 1 l is not
 * 1.4 l.
 */
export function compareQuantities(a: Quantity, b: Quantity): number {
  if (isNear(a.low, b.low) && isNear(a.high, b.high)) return 1;
  const isRange = a.low !== a.high || b.low !== b.high;
  const slack = 1 + tolerance;
  if (isRange && a.low <= b.high * slack && b.low <= a.high * slack) return 0.5;
  if (a.isImperial === b.isImperial) return 0;
  const rounding = a.rounding + b.rounding;
  return Math.abs(a.low - b.low) <= rounding && Math.abs(a.high - b.high) <= rounding ? 0.5 : 0;
}
