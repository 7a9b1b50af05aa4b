/** Prices, article numbers and counts as feeds write them. Nothing here throws: what cannot be read is null. */

const symbols: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '₹': 'INR',
  zł: 'PLN',
  CHF: 'CHF',
  Rs: 'INR',
};

export interface Price {
  minor: number;
  currency: string | null;
}

/** `1e+05`, as R and spreadsheets write round amounts. */
const scientific = /^\s*(\d+(?:\.\d+)?e[+-]?\d{1,2})\s*$/i;

/**
 * `1.299,90 €`, `1,299.90`, `39,9`, `USD 12`: the last separator with one or two digits behind it is the decimal one;
 * the others group thousands. A full stop behind a letter ends a word (`Rs. 99`), and `12,-` has no cents. Minor units are hundredths.
 */
export function parsePrice(text: string | null): Price | null {
  if (text === null) return null;
  const symbol = Object.keys(symbols).find((sign) => text.includes(sign));
  const currency = /\b([A-Z]{3})\b/.exec(text)?.[1] ?? (symbol ? symbols[symbol] : null);
  const written = scientific.exec(text);
  if (written) return wholeMinor(Math.round(Number(written[1]) * 100), currency);
  const digits = text
    .replace(/(\p{L})\./gu, '$1')
    .replace(/[^0-9.,-]/g, '')
    .replace(/[.,]-{1,2}$/, '');
  const decimal = /[.,](\d{1,2})$/.exec(digits);
  const whole = decimal ? digits.slice(0, decimal.index) : digits;
  const units = Number(whole.replace(/[.,]/g, '') || '0');
  if (!/\d/.test(digits) || !Number.isFinite(units) || units < 0) return null;
  const minor = units * 100 + (decimal ? Number(decimal[1].padEnd(2, '0')) : 0);
  return wholeMinor(minor, currency);
}

const wholeMinor = (minor: number, currency: string | null): Price | null =>
  Number.isSafeInteger(minor) ? { minor, currency } : null;

/** 14 digits with a right check digit (GS1 General Specifications, 7.9), else null. Spaces and dashes are ignored. */
export function parseGtin(text: string | null): string | null {
  const digits = text?.replace(/[\s-]/g, '') ?? '';
  if (!/^(\d{8}|\d{12,14})$/.test(digits) || /^0+$/.test(digits)) return null;
  const whole = digits.padStart(14, '0');
  let sum = 0;
  for (let at = 0; at < 13; at++) sum += Number(whole[at]) * (at % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10 === Number(whole[13]) ? whole : null;
}

/** `€`, `eur`, `Rs` to the three letters; null where it is no currency. */
export function parseCurrency(text: string | null): string | null {
  if (text === null) return null;
  const code = symbols[text] ?? text.toUpperCase();
  return /^[A-Z]{3}$/.test(code) ? code : null;
}

export function parseCount(text: string | null): number | null {
  if (text === null) return null;
  const value = Number(text.replace(/[\s_']/g, '').replace(',', '.'));
  return Number.isFinite(value) && value >= 0 ? value : null;
}
