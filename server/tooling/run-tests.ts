/**
 * `npm test` and `npm run check` (`--without-browser`): every check in turn, going on after a failure, then one closing
 * line `N passed, N failed[, N skipped]` that counts the tests of all runners. Exit code 1 when anything failed.
 * A check that cannot run here (no PostgreSQL, no Chromium) is skipped with its reason, and fails in CI.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { childEnv, env } from '#server/config/env.ts';
import { findOrInstallChromium } from './chromium.ts';
import { postgresAvailable } from './postgres.ts';
import { closingLine, playwrightTally, type Tally, vitestTally } from './tally.ts';

interface Step {
  name: string;
  command: string[];
  env?: Record<string, string>;
  /** Asked just before the step: why it cannot run here. */
  unavailable?: () => string | null;
  /** Reads the runner's report; without one the step counts as a single test. */
  tally?: () => Tally;
}

const root = path.resolve(import.meta.dirname, '../..');
const reports = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-reports-'));
const bin = (name: string): string => path.join(root, 'node_modules/.bin', name);
const reportFile = (name: string): string => path.join(reports, `${name.replaceAll(/\W+/g, '-')}.json`);

function vitestStep(name: string, project: string, more: Partial<Step> = {}): Step {
  const report = reportFile(name);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${report}`];
  return {
    name,
    command: [bin('vitest'), 'run', '--project', project, ...reporters],
    tally: () => vitestTally(report),
    ...more,
  };
}

const reasonOf = (found: { ok: true } | { ok: false; reason: string }): string | null =>
  found.ok ? null : found.reason;

const steps: Step[] = [
  { name: 'generate', command: [bin('prisma'), 'generate'] },
  { name: 'lint', command: [bin('biome'), 'ci', '.'] },
  { name: 'types', command: [bin('tsc'), '--noEmit', '-p', '.'] },
  { name: 'dead code', command: [bin('knip')] },
  vitestStep('unit', 'unit'),
  vitestStep('database tests, embedded', 'db*', { env: { SHELFWISE_TEST_DATABASE: 'embedded' } }),
  vitestStep('database tests, PostgreSQL', 'db*', {
    env: { SHELFWISE_TEST_DATABASE: 'postgres' },
    unavailable: () => (env().SHELFWISE_TEST_POSTGRES_URL ? null : reasonOf(postgresAvailable())),
  }),
];

const browserReport = reportFile('journeys');
const browserSteps: Step[] = [
  { name: 'web build', command: [bin('next'), 'build'], env: { NEXT_TELEMETRY_DISABLED: '1' } },
  {
    name: 'browser journeys',
    command: [bin('playwright'), 'test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
    unavailable: () => reasonOf(findOrInstallChromium()),
    tally: () => playwrightTally(browserReport),
  },
  {
    name: 'kills, short form',
    command: [process.execPath, '--import', 'tsx', 'server/tooling/kill-test.ts', '--rounds', '4'],
  },
];

function runStep(step: Step): Tally {
  console.log(`\n=== ${step.name}`);
  const reason = step.unavailable?.() ?? null;
  if (reason) {
    console.log(`=== ${step.name}: SKIPPED, ${reason}`);
    return { passed: 0, failed: env().CI ? 1 : 0, skipped: 1 };
  }
  const startedAt = Date.now();
  const [program, ...args] = step.command;
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', env: childEnv(step.env) });
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`=== ${step.name}: ${status === 0 ? 'ok' : 'FAILED'} in ${seconds} s`);
  const alone: Tally = { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  if (!step.tally) return alone;
  try {
    const tally = step.tally();
    return status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }; // no report: the runner itself failed
  }
}

const chosen = process.argv.includes('--without-browser') ? steps : [...steps, ...browserSteps];
const total: Tally = { passed: 0, failed: 0, skipped: 0 };
const failedSteps: string[] = [];
for (const step of chosen) {
  const tally = runStep(step);
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
  if (tally.failed > 0) failedSteps.push(step.name);
}
rmSync(reports, { recursive: true, force: true });
if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join('; ')}`);
console.log(`\n${closingLine(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
