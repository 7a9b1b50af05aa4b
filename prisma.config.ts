import path from 'node:path';
import { defineConfig } from 'prisma/config';

// Every Prisma command, even `generate`, wants its native schema engine and tries to download it. The stand-in drives
// the WebAssembly build of the same engine, so that nothing is downloaded. A machine with the native engine may set
// the variable itself.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, 'prisma/schema-engine.mjs');
process.env.CHECKPOINT_DISABLE ??= '1';
process.env.PRISMA_HIDE_UPDATE_MESSAGE ??= '1';
// A well-formed address for commands that need none; the stand-in then uses a database in memory.
process.env.PRISMA_NO_DATABASE_URL ??= 'postgresql://none@127.0.0.1:1/unset';

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  experimental: { externalTables: true },
  tables: { external: ['public.embedding'] },
  datasource: { url: process.env.DATABASE_URL ?? process.env.PRISMA_NO_DATABASE_URL },
});
