import os from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** Two projects: `unit` does no I/O beyond the repository; `db` runs every `*.db.test.ts` on a real database. */
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
          name: 'db',
          // Blobs of tests never land in the workspace.
          env: { SHELFWISE_DATA: path.join(os.tmpdir(), `shelfwise-test-data-${process.pid}`) },
          environment: 'node',
          pool: 'forks',
          include: ['server/**/*.db.test.ts', 'app/**/*.db.test.ts'],
          globalSetup: ['server/testing/global-database.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
