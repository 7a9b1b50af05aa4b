import type { CardFact } from './schema-product.ts';

/** Small pure readings of a product for people's eyes. A value that does not parse never blocks a card. */
const factsMax = 24;
const valueLengthMax = 300;

function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value.trim() || null;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(asText).filter(Boolean).join(', ') || null;
  return JSON.stringify(value);
}

/** The attributes of a row as name and text, in the feed's order, empty ones left out. */
export function listFacts(attributes: unknown): CardFact[] {
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes)) return [];
  return Object.entries(attributes)
    .map(([name, value]) => ({ name, value: asText(value) }))
    .filter((fact): fact is CardFact => fact.value !== null)
    .slice(0, factsMax)
    .map((fact) => ({ ...fact, value: fact.value.slice(0, valueLengthMax) }));
}

/** Minor units to the currency's own form in a locale; plain figures where the currency or locale is unknown. */
export function formatPrice(
  priceMinor: bigint | null,
  currency: string | null,
  locale: string,
): string | null {
  if (priceMinor === null) return null;
  const amount = Number(priceMinor) / 100;
  try {
    if (!currency) return new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(amount);
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    return format.format(Number(priceMinor) / 10 ** digits);
  } catch {
    return `${amount.toFixed(2)} ${currency ?? ''}`.trim();
  }
}
