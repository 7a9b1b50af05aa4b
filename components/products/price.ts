/** A price as people read it, from the currency's smallest unit; a dash where there is none. */
export function formatPrice(priceMinor: number | null, currency: string | null): string {
  if (priceMinor === null) return '–';
  if (!currency) return (priceMinor / 100).toFixed(2);
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.format(priceMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  } catch {
    return `${(priceMinor / 100).toFixed(2)} ${currency}`; // not a currency code that the platform knows
  }
}
