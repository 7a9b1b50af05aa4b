import { defineConfig } from '@playwright/test';
import { chromiumArgs, findOrInstallChromium } from '#server/tooling/chromium.ts';

const chromium = findOrInstallChromium();

/** Journeys on the product as people start it, with the demonstration catalog; one desk for the whole run. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.journey.ts',
  globalSetup: './e2e/open-desk.ts',
  workers: 1,
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
