/** Methods that must change nothing. */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request may change something: it comes from our own pages (SameSite alone leaves sibling hosts and old
 * browsers). Programs without a browser send neither header and are let through: they carry no ambient cookie.
 */
export function isOwnOrigin(request: Request, publicUrl: string | undefined): boolean {
  if (safeMethods.has(request.method)) return true;
  const site = request.headers.get('sec-fetch-site');
  if (site && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.get('origin');
  if (!origin) return true;
  if (publicUrl && origin === new URL(publicUrl).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === request.headers.get('host');
}
