/** One way to write the address of a product's page: listings that were imported twice, or through two feeds, name the same page. */

/** Parameters that say where a visitor came from, not what is shown. */
const tracking =
  /^(?:utm_.*|gclid|gbraid|wbraid|dclid|fbclid|msclkid|mc_[ce]id|yclid|_ga|ref|ref_|referrer|source|affiliate.*|aff_?id)$/;

/**
 * Host without `www.`, path without a last slash, parameters in order without those of tracking; no scheme, no fragment. Null for
 * what is no web address, and for a front page, which shows no product.
 */
export function canonicalUrl(text: string | null | undefined): string | null {
  const trimmed = text?.trim();
  if (!trimmed || !URL.canParse(trimmed)) return null;
  const { protocol, hostname, port, pathname, searchParams } = new URL(trimmed);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  const kept = [...searchParams].filter(([name]) => !tracking.test(name.toLowerCase()));
  const query = kept
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
  const path = pathname.replace(/(?:\/index\.(?:html?|php))?\/*$/, '');
  if (path === '' && query === '') return null;
  return `${hostname.replace(/^www\./, '')}${port && `:${port}`}${path}${query && `?${query}`}`;
}
