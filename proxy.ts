/** What every page is allowed to do: scripts of our own that carry this answer's nonce, no evaluation of strings, no frames. */
import { type NextRequest, NextResponse } from 'next/server';
import { env } from '#server/config/env.ts';

function contentPolicy(nonce: string): string {
  // The development server evaluates strings; what is built never does.
  const evaluation = env().NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    // Widths of bars and tables are style attributes, and messages insert a style element.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Next reads the nonce from the request's policy and puts it on its own scripts; so no page may be prerendered. */
export function proxy(request: NextRequest): NextResponse {
  const policy = contentPolicy(crypto.randomUUID());
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

/** Routes of the api set their own headers (server/auth/route.ts): an upload must not be buffered here. */
export const config = { matcher: ['/((?!api/|_next/static|icon.svg).*)'] };
