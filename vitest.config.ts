import os from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * Tests on a database that put other code or another environment in place of the product's, draw pictures, which the product
 * forbids its own process, or read what a process keeps for all catalogs: each in a process of its own. All others share one
 * process a core: what a file imports (Prisma, the kernel, the handlers) takes longer than most of its tests; on two cores
 * it is 50 s of 165 on the embedded database and 90 of 166 on PostgreSQL.
 */
const apart = [
  'app/api/access.db.test.ts',
  'app/api/exports/download.db.test.ts',
  'app/api/review/answer-and-claim.db.test.ts',
  'server/browse/near.db.test.ts',
  'server/catalog/import.db.test.ts',
  'server/duplicates/find-duplicates.db.test.ts',
  'server/metrics/metrics.db.test.ts',
  'server/training/learnt-pictures.db.test.ts',
];

/** What both kinds of tests on a database have in common. */
const onDatabase = {
  // Blobs of tests never land in the workspace.
  env: { SHELFWISE_DATA: path.join(os.tmpdir(), `shelfwise-test-data-${process.pid}`) },
  environment: 'node' as const,
  pool: 'forks' as const,
  globalSetup: ['server/testing/global-database.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

/** `unit` does no I/O beyond the repository; `db` and `db-apart` run every `*.db.test.ts` on a real database. */
export default defineConfig({
  test: {
    // Every core: one left free, as is usual, is half of a machine with two.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          pool: 'forks',
          include: ['server/**/*.test.ts', 'components/**/*.test.ts', 'app/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          ...onDatabase,
          name: 'db',
          isolate: false,
          include: ['server/**/*.db.test.ts', 'app/**/*.db.test.ts'],
          exclude: [...apart, '**/node_modules/**'],
        },
      },
      { test: { ...onDatabase, name: 'db-apart', include: apart } },
    ],
  },
});
