import type { NextConfig } from 'next';

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
    'pg-boss',
    '@prisma/client',
    'eld',
  ],
  images: { unoptimized: true },
};
export default config;
