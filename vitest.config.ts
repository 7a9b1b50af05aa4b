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

/** Training, not statements, is the time of these, and every use case that they string together has tests on both servers. */
const onEmbeddedAlone =
  process.env.SHELFWISE_TEST_DATABASE === 'postgres' ? ['server/training/loop.db.test.ts'] : [];

const shared = {
  setupFiles: ['server/testing/seed.ts'],
  // `SHELFWISE_TEST_SEED=7 npx vitest run …` draws other ids and other cases of properties; npm run test:long does, too.
  provide: { seed: Number(process.env.SHELFWISE_TEST_SEED ?? 1) },
  // Blobs of tests never land in the workspace.
  env: { SHELFWISE_DATA: path.join(os.tmpdir(), `shelfwise-test-data-${process.pid}`) },
  environment: 'node' as const,
  pool: 'forks' as const,
};

/** What both kinds of tests on a database have in common. */
const onDatabase = {
  ...shared,
  globalSetup: ['server/testing/global-database.ts'],
  // Ten times what the slowest needs on an idle core: a test that hangs ends, one on a crowded machine does not.
  testTimeout: 180_000,
  hookTimeout: 180_000,
};

/**
 * `unit` does no I/O beyond the repository. Its files, too, follow each other in one process a core: a process for each was a
 * third of their time, and a unit test replaces no module and leaves the environment as it is. `db` and `db-apart` run every
 * `*.db.test.ts` on a real database.
 */
export default defineConfig({
  test: {
    // Every core: one left free, as is usual, is half of a machine with two.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          isolate: false,
          include: ['server/**/*.test.ts', 'components/**/*.test.ts', 'app/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...onDatabase,
          name: 'db',
          isolate: false,
          include: ['server/**/*.db.test.ts', 'app/**/*.db.test.ts'],
          exclude: [...apart, ...onEmbeddedAlone, '**/node_modules/**'],
        },
      },
      { test: { ...onDatabase, name: 'db-apart', include: apart } },
    ],
  },
});
