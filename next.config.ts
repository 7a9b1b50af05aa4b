import type { NextConfig } from 'next';

/** Of everything that is not the api, whose door sets its own; the policy with its nonce is set by proxy.ts. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  // `npm run types` checks the whole package, tests included; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'onnxruntime-node',
    'sharp',
    '@duckdb/node-api',
    '@duckdb/node-bindings',
    'pg',
    '@prisma/client',
    'prom-client',
    'eld',
  ],
  // Messages reach the browser parsed (components/language/compiled.ts), so the parser stays at home: 12 kB less script.
  turbopack: { resolveAlias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
  headers: async () => [{ source: '/((?!api/).*)', headers }],
  images: { unoptimized: true },
};
export default config;
