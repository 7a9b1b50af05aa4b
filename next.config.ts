import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
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
