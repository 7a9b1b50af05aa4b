import { defineConfig } from '@playwright/test';
import { chromiumArgs, findOrInstallChromium } from '#server/tooling/chromium.ts';

const chromium = findOrInstallChromium();

/**
 * Journeys on the product as people start it, with the demonstration catalog; one desk for the whole run, and one journey
 * at a time on it. Beside them run those that touch nothing of that catalog: on a desk, or in a catalog, of their own.
 */
const ofTheirOwn = ['**/loop.journey.ts', '**/twenty-people.journey.ts'];

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/open-desk.ts',
  workers: 2,
  projects: [
    { name: 'demo', testMatch: '**/*.journey.ts', testIgnore: ofTheirOwn, workers: 1 },
    { name: 'own', testMatch: ofTheirOwn, workers: 1 },
  ],
  timeout: 90_000,
  expect: { timeout: 10_000 },
  outputDir: 'test-results',
  use: {
    storageState: 'test-results/session.json',
    launchOptions: { executablePath: chromium.ok ? chromium.path : undefined, args: [...chromiumArgs] },
    viewport: { width: 1440, height: 900 },
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
  },
});
