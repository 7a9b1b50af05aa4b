import path from 'node:path';
import { defineConfig } from 'prisma/config';

// Every Prisma command, even `generate`, wants its native schema engine and tries to download it. The stand-in drives
// the WebAssembly build of the same engine, so that nothing is downloaded. A machine with the native engine may set
// the variable itself.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, 'prisma/schema-engine.ts');
process.env.CHECKPOINT_DISABLE ??= '1';
process.env.PRISMA_HIDE_UPDATE_MESSAGE ??= '1';

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  experimental: { externalTables: true },
  tables: { external: ['public.embedding', 'public.embedding_group', 'public.embedding_group_unsettled'] },
  // User `none` is the stand-in's word for "no database": it then uses one in memory.
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://none@127.0.0.1:1/none' },
});
