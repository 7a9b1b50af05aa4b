const idLike = /^[0-9a-f]{8}-[0-9a-f-]{27}$|^[A-Za-z0-9_-]{20,}$/;
const namesMax = 150;
const known = new Set<string>();

/**
 * The name that requests of one kind share: ids become `:id`, built files are one name. The number of names is bounded,
 * because anybody may ask for any address: what comes after the bound is `other`.
 */
export function routeNameOf(url: string, names: Set<string> = known): string {
  const pathname = url.split(/[?#]/, 1)[0];
  if (pathname.startsWith('/_next/')) return '/_next';
  const name = pathname
    .split('/')
    .slice(0, 6)
    .map((part) => (idLike.test(part) ? ':id' : part.slice(0, 40)))
    .join('/');
  if (names.has(name)) return name;
  if (names.size >= namesMax) return 'other';
  names.add(name);
  return name;
}
